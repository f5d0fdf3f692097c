import { watchAlerts } from '../../../lib/local/alertWatch';
import type { ListedAlert } from '../../../lib/local/alertWatch';
import type { Answered } from '../../../lib/local/apiClient';

const LATER = '2999-01-01T00:00:00.000Z';

const alert = (id: string, createdAt = LATER): ListedAlert => ({
  id,
  symbol: 'SPY',
  ruleId: 'rule_1',
  ruleName: 'above 500',
  severity: 'warning',
  barClosedAt: '2024-01-02T21:00:00.000Z',
  createdAt,
  why: { conditionWords: 'close > 500' },
});

/** Each look gets the next answer; the last one stays. */
async function shownOf(answers: readonly (readonly ListedAlert[] | 'refused' | 'down')[]): Promise<string[]> {
  const shown: string[] = [];
  let looks = 0;
  let stop: () => Promise<void> = () => Promise.resolve();
  await new Promise<void>((resolve) => {
    const ask = <Data>(): Promise<Answered<Data>> => {
      const answer = answers[Math.min(looks, answers.length - 1)] ?? [];
      looks += 1;
      if (looks > answers.length) resolve();
      if (answer === 'down') return Promise.reject(new Error('ECONNREFUSED'));
      if (answer === 'refused') return Promise.resolve({ ok: false, code: 'STORE_UNAVAILABLE' });
      return Promise.resolve({ ok: true, data: { items: [...answer] } as Data });
    };
    stop = watchAlerts({ ask }, ({ id }) => shown.push(id), {
      since: '2002-01-01T00:00:00.000Z',
      everyMs: 1,
    });
  });
  await stop();
  return shown;
}

describe('watchAlerts', () => {
  it('shows each alert once, oldest first', async () => {
    expect(
      await shownOf([
        [alert('b'), alert('a')],
        [alert('c'), alert('b'), alert('a')],
      ]),
    ).toEqual(['a', 'b', 'c']);
  });

  it('leaves out what was recorded before', async () => {
    expect(await shownOf([[alert('new'), alert('old', '2001-01-01T00:00:00.000Z')]])).toEqual(['new']);
  });

  it.each(['refused', 'down'] as const)('looks again when the API was %s', async (how) => {
    expect(await shownOf([how, [alert('a')]])).toEqual(['a']);
  });
});
