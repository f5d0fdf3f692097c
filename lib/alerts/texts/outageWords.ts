import { symbolOf } from '../../market/series';
import type { Problem } from '../../problems';
import type { SeriesChange } from '../marketNotice';
import { barTime } from './figures';

type Stale = Pick<SeriesChange, 'series' | 'interval'> & Pick<SeriesChange['lastBar'], 'closedAt'>;

/** That a series has no new bar, because of what its source has said: in a few words, and in a sentence or two. */
export function outageWords(
  { series, interval, closedAt }: Stale,
  problem: Pick<Problem, 'code' | 'details'>,
): Pick<SeriesChange, 'conditionWords' | 'sentence'> {
  const gone = `No new ${interval} bar of ${symbolOf(series)} since ${barTime(closedAt)}`;
  return {
    conditionWords: `no new ${interval} bar, rules wait (${problem.code})`,
    sentence: `${gone}: ${silence(problem)} now. Rules on it are not judged meanwhile; the bars between are judged once they are there.`,
  };
}

/** Who serves nothing, each with what it has said. */
function silence({ code, details = [] }: Pick<Problem, 'code' | 'details'>): string {
  const each = details.flatMap((one) => ('provider' in one ? [`${one.provider} (${one.code})`] : []));
  if (each.length === 0) return `its source serves none (${code})`;
  return `${each.join(' and ')} ${each.length === 1 ? 'serves' : 'serve'} none`;
}
