import pc from 'picocolors';
import { isMarketNotice } from '../alerts/marketNotice';
import { SIMULATED_SYMBOLS } from '../market/simulated';
import type { ListedAlert } from './alertWatch';
import type { MailboxItem } from './cloud/mailbox';

export type Welcome = {
  readonly apiUrl: string;
  /** Undefined when an emulator that is not ours delivers mail. */
  readonly mailboxUrl: string | undefined;
  readonly endpoint: string;
  readonly market: {
    readonly source: string;
    readonly start: string;
    readonly now: string;
    readonly sessionMs: number;
    readonly barMs: number;
    /** Vendors that serve live bars in place of it. */
    readonly vendors?: string | undefined;
  };
  /** Vendors that stand in for real ones and serve what is played. */
  readonly standIn?: string | undefined;
  readonly folder: string;
  readonly seconds: number;
};

/** What stands in the terminal once everything runs. */
export function welcomeText({ apiUrl, mailboxUrl, endpoint, market, standIn, ...about }: Welcome): string {
  const { folder, seconds } = about;
  const rows: readonly (readonly [string, string])[] = [
    ['API', apiUrl],
    ['Mailbox', mailboxUrl ?? `none here: the emulator at ${endpoint} delivers`],
    ...marketRows(market),
    ...(standIn === undefined ? [] : [['Vendors', `${standIn}: a local stand-in, with outages`] as const]),
    ['Data', `${folder}, log in ${folder}/offline.log`],
  ];
  return [
    '',
    `  ${pc.bold('Stock Price Alerter')}  ${pc.dim(`ready in ${seconds.toFixed(1)} s`)}`,
    '',
    ...rows.map(([label, text]) => `  ${pc.dim(label.padEnd(9))}${text}`),
    '',
    `  ${pc.dim('Try'.padEnd(9))}curl -s -H 'Authorization: Bearer local' ${apiUrl}/v1/alerts`,
    `  ${pc.dim('Stop'.padEnd(9))}Ctrl-C; the next npm start goes on from there`,
    '',
  ].join('\n');
}

function marketRows(market: Welcome['market']): readonly (readonly [string, string])[] {
  if (market.vendors !== undefined) return [['Market', `live, from ${market.vendors}`]];
  const pace = `one session every ${market.sessionMs / 1000} s`;
  const played = `${market.source} from ${market.start}, ${pace}; now ${market.now}`;
  return [['Market', played], ...(market.source === 'replay' ? [besideIt(market.barMs)] : [])];
}

const besideIt = (barMs: number): readonly [string, string] => [
  '',
  `${SIMULATED_SYMBOLS[0]} to ${SIMULATED_SYMBOLS.at(-1)}, simulated: one 5-minute bar every ${barMs / 1000} s`,
];

/** What happens between the functions and their vendors; `at` is a time of day. */
export const vendorLine = (at: string, text: string): string =>
  `  ${pc.dim(at)}  ${pc.cyan('Vendors')}  ${printable(text)}`;

/** What no bar could be read of, so that nobody waits for its alerts. */
export function unreadLine(symbols: readonly string[], { isLive }: { readonly isLive: boolean }): string {
  const why = isLive
    ? 'no vendor has served a bar of it yet'
    : 'no bar could be read: its file is malformed, empty, or begins later';
  return `  ${pc.yellow('Left out')} ${symbols.join(', ')}: ${why}; GET /v1/bars/{symbol} says more`;
}

/** What a start says whose database no longer holds what an earlier one put there. */
export function lostLine(folder: string): string {
  const what = `the database in ${folder} came up empty although it was filled before`;
  return `  ${pc.yellow('Lost')} ${what}: rules and alerts are gone, keys and examples are made anew`;
}

/** An alert's e-mail in one line: when it arrived, the market's date that its text names, and its subject. */
export function alertLine({ receivedAt, subject, text }: MailboxItem): string {
  const [firstLine = ''] = text.split('\n');
  const marketDate = /\bclosed (\d{4}-\d{2}-\d{2})/.exec(text)?.[1];
  return lineOf(receivedAt, marketDate, subject ?? firstLine);
}

/** The same for an alert that the API lists. */
export function listedAlertLine(alert: ListedAlert): string {
  const { createdAt, barClosedAt, severity, symbol, ruleName, why } = alert;
  const said = isMarketNotice(alert) ? why.conditionWords : ruleName;
  return lineOf(createdAt, barClosedAt.slice(0, 10), `[${severity}] ${symbol}: ${said}`);
}

function lineOf(at: string, marketDate: string | undefined, said: string): string {
  const when = [at.slice(11, 19), ...(marketDate === undefined ? [] : [marketDate])].join('  ');
  return `  ${pc.dim(when)}  ${printable(said)}`;
}

/** A whole e-mail, set off from the lines around it. */
export function wholeMail({ to, subject = '', text }: MailboxItem): string {
  const bar = pc.dim('│');
  const body = text.trimEnd().split('\n');
  const lines = [pc.dim(`E-mail to ${to}`), pc.bold(printable(subject)), '', ...body.map(printable)];
  return ['', ...lines.map((line) => `  ${bar} ${line}`.trimEnd()), ''].join('\n');
}

/** Control characters would let a message move the cursor. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '');
}
