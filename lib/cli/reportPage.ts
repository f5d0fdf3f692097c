import type { Evaluated } from '../app/evaluatedOver';
import { xmlText } from '../plots/xmlText';
import { skillTable } from './skillTable';

const STYLE = `
:root{color-scheme:light dark;--ground:#fcfcfb;--ink:#1f1e1c;--quiet:#6b6964;--line:#e3e1dc}
@media (prefers-color-scheme:dark){:root{--ground:#1b1b1a;--ink:#f2f1ee;--quiet:#a5a29b;--line:#383734}}
body{margin:2rem auto;padding:0 1rem;max-width:88rem;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
pre{overflow-x:auto;padding:1rem;border:1px solid var(--line);border-radius:6px;font:12px/1.5 ui-monospace,monospace}
p{max-width:60rem;color:var(--quiet)}
summary{cursor:pointer;padding:.4rem 0;border-top:1px solid var(--line)}
.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(22rem,1fr));gap:1rem;padding:.5rem 0 1.5rem}
.plots svg{width:100%;height:auto}`.replaceAll('\n', '');

const WORDS = `Each forecast was made by a model that was fitted on outcomes that had ended before it, with intervals and
touch chances from errors that were known then. Touch chances: on the dashed line what was called likely came about as often.
Intervals of 90 %: the share of outcomes that they held. σ: as it was told, as RiskMetrics told it (ewma), and as ranges showed
it afterwards. Past skill is no promise.`;

/** A horizon in words, with what the models were worth over it. */
export type ReportedHorizon = Evaluated & { readonly horizon: string };

/**
 * One page that holds everything: tables, and the drawings of every series, folded. It loads nothing, and the same
 * evaluation gives the same bytes.
 */
export function* reportPage(
  title: string,
  horizons: readonly ReportedHorizon[],
  sections: readonly string[],
): Generator<string, void> {
  const name = xmlText(title);
  yield `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${name}</title>`;
  yield '<meta name="viewport" content="width=device-width">';
  yield `<style>${STYLE}</style></head>\n<body><h1>${name}</h1><p>${WORDS}</p>\n`;
  for (const each of horizons)
    yield `<h2>${xmlText(each.horizon)} ahead</h2><pre>${xmlText(skillTable(each, each.horizon, true)).trimEnd()}</pre>\n`;
  yield '<h2>Series</h2>\n';
  yield* sections;
  yield '</body></html>\n';
}
