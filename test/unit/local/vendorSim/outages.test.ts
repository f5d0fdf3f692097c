import type { SimVendor } from '../../../../lib/local/vendorSim/answers';
import type { Mishap } from '../../../../lib/local/vendorSim/mishaps';
import { stageOutages, stagesOf } from '../../../../lib/local/vendorSim/outages';

const STAGES = stagesOf(['alphaVantage', 'fmp']);

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function staged() {
  const afflicted: Partial<Record<SimVendor, Mishap>> = {};
  const said: string[] = [];
  const afflict = (vendor: SimVendor, mishap: Mishap | undefined) => {
    if (mishap === undefined) delete afflicted[vendor];
    else afflicted[vendor] = mishap;
  };
  const stop = stageOutages({ afflict }, STAGES, (text) => said.push(text));
  return { afflicted, said, stop };
}

describe('outages of vendors that stand in', () => {
  it('come in turn, each for its time, and begin again', () => {
    const { afflicted, said } = staged();
    for (const [place, stage] of [...STAGES, ...STAGES].entries()) {
      expect(afflicted).toEqual(stage.afflicted);
      expect(said).toHaveLength(place + 1);
      jest.advanceTimersByTime(stage.forMs - 1);
      expect(said).toHaveLength(place + 1);
      jest.advanceTimersByTime(1);
    }
  });

  it('are of the vendors that are asked', () => {
    expect(STAGES.map(({ says }) => says)).toEqual([
      'alphaVantage and fmp answer',
      'alphaVantage answers 503',
      'alphaVantage and fmp answer again',
      'alphaVantage answers with a page, and fmp 503',
      'alphaVantage and fmp answer again',
    ]);
    expect(stagesOf(['yahoo']).map(({ says, afflicted }) => [says, afflicted])).toEqual([
      ['yahoo answers', {}],
      ['yahoo answers 503', { yahoo: 'down' }],
      ['yahoo answers again', {}],
      ['yahoo answers with a page', { yahoo: 'html' }],
      ['yahoo answers again', {}],
    ]);
  });

  it('end when they are stopped', () => {
    const { said, stop } = staged();
    stop();
    jest.advanceTimersByTime(3_600_000);
    expect(said).toEqual([STAGES[0]!.says]);
  });
});
