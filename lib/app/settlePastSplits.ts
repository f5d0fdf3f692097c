import type { CleanBars } from '../market/bar';
import { credibleBars } from '../market/credibleBars';
import { rebasedBars } from '../market/rebasedBars';
import { type KnownSplit, REFUTED_AFTER_MS, type Split } from '../market/split';
import { type JumpedOpening, jumpedOpenings } from '../market/splitSignal';
import { announcedSplits } from './announcedSplits';
import type { Deps } from './deps';
import { confirmedBy, knownSplits, maySplit } from './judgeableBars';
import { isAmong, placedSplit } from './placedSplit';
import { type Evidence, newestOf, openingOf } from './splitEvidence';
import { verdictOn } from './splitVerdict';

type SettleDeps = Pick<Deps, 'splits' | 'splitFeed' | 'log'>;

/**
 * What is known of the splits of a history, once the announced ones that it goes over are written down, where its prices speak
 * for them: rules settle only those of the bars that they are judged on, and who looks back further would take the others for
 * falls. A suspicion of more than five days ago ends here as well: no rule may stand that would ask for it.
 *
 * Edge    the feed is asked once for all, and only for such a suspicion or where a session has opened so far away that it
 *         may be one, and `isWorthACall` says so.
 */
export async function settlePastSplits(
  deps: SettleDeps,
  clean: CleanBars,
  isWorthACall: (opening: JumpedOpening) => boolean = () => true,
): Promise<readonly KnownSplit[]> {
  const { symbol, bars } = clean;
  const known = await knownSplits(deps, symbol);
  const [first, last] = [bars[0], bars.at(-1)];
  if (!maySplit(symbol) || first === undefined || last === undefined) return known;
  if (overdue(clean, known).length === 0 && !unknownIn(clean, known).some(isWorthACall)) return known;
  const told = await announcedSplits(deps, symbol, { from: first.startAt, through: last.startAt });
  if (told === undefined) return known;
  await confirmPast(deps, clean, { told, known });
  await endOverdue(deps, clean, told);
  return knownSplits(deps, symbol);
}

/** Openings of which a suspicion should have ended by the newest of some bars. */
const overdue = (clean: CleanBars, known: readonly KnownSplit[]): readonly Evidence[] =>
  known
    .filter(({ state, at }) => state === 'suspected' && newestOf(clean) - at >= REFUTED_AFTER_MS)
    .flatMap((split) => openingOf(clean, split, known));

/** Openings of which nothing is known: most histories have none. */
function unknownIn(clean: CleanBars, known: readonly KnownSplit[]): readonly JumpedOpening[] {
  const isUnknown = ({ at }: JumpedOpening) => known.every((one) => one.at !== at);
  if (!jumpedOpenings(clean, Number.NEGATIVE_INFINITY).some(isUnknown)) return [];
  const bars = credibleBars(rebasedBars(clean, confirmedBy(known, newestOf(clean))));
  return jumpedOpenings(bars, Number.NEGATIVE_INFINITY).filter(isUnknown);
}

type Told = { readonly told: readonly Split[]; readonly known: readonly KnownSplit[] };

async function confirmPast(deps: SettleDeps, clean: CleanBars, { told, known }: Told): Promise<void> {
  const confirmed = confirmedBy(known, newestOf(clean));
  for (const said of told) {
    const placed = isAmong(known, said) ? undefined : placedSplit(clean, said, confirmed);
    if (placed) await deps.splits.put(clean.symbol, { ...placed, state: 'confirmed' });
  }
}

async function endOverdue(deps: SettleDeps, clean: CleanBars, told: readonly Split[]): Promise<void> {
  const known = await knownSplits(deps, clean.symbol);
  for (const evidence of overdue(clean, known)) {
    const split = verdictOn(evidence, { told, isFed: true, known, newest: newestOf(clean) });
    if (split) await deps.splits.put(clean.symbol, split);
  }
}
