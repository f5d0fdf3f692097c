import type { NewsQuery } from '../../ports/NewsFeed';
import { isObject, jsonOf, type Outcome, type VendorAnswer } from '../vendor/outcome';
import { alphaVantageNewsRows, type NewsRows } from './alphaVantageNewsRows';
import { alphaVantageOutcome } from './alphaVantageOutcome';

/** What is said where there are none: an `Information` that is no refusal. */
const NONE = /^no articles found/i;

/** What an answer about news means. */
export function alphaVantageNewsOutcome(
  answer: VendorAnswer,
  query: NewsQuery & { readonly now: number },
): Outcome<NewsRows> {
  const body = answer.status === 200 ? jsonOf(answer) : undefined;
  const said = isObject(body) && Object.keys(body).length === 1 ? body['Information'] : undefined;
  if (typeof said === 'string' && NONE.test(said))
    return { kind: 'data', data: { readings: [], told: 0, lastAt: query.from } };
  return alphaVantageOutcome(answer, (parsed) => alphaVantageNewsRows(parsed, query));
}
