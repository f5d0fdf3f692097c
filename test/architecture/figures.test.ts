import { csvMarketData } from '../../lib/adapters/csv/csvMarketData';
import { trainForecaster } from '../../lib/forecast/trainForecaster';
import { REPLAY_SYMBOL, writeReplayCsv } from '../../lib/local/writeReplayCsv';
import { sessionOn } from '../../lib/market/calendar/sessionOn';
import { cleanBars } from '../../lib/market/cleanBars';
import { ROOT, textOf } from '../support/repository';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';

const QUOTED =
  /as of (?<date>[\d-]+),.*QLIKE (?<gainPct>[\d.]+) % better.* on (?<cases>[\d,]+) walk-forward days .*p = (?<p>[.\d]+)\), 90 % intervals that covered (?<coveredPct>[\d.]+) %, chances .* saved (?<touchPct>[\d.]+) % of .* off by (?<offBy>[.\d]+) on average, and a return R² of (?<returnR2>[−.\d]+)/;

describe('the model figures of the README', () => {
  afterAll(removeTemporaryFolders);

  test('are what the training at the start of the replay says', async () => {
    const quoted = QUOTED.exec(textOf('README.md'))!.groups!;
    const directory = temporaryFolder();
    await writeReplayCsv(directory, ROOT);
    const series = { symbol: REPLAY_SYMBOL, interval: '1d' } as const;
    const upTo = sessionOn(quoted.date!)!.closeAt;
    const { source, bars } = await csvMarketData(directory).bars({ ...series, upTo, limit: 5_000 });
    const { clean } = cleanBars({ ...series, source, bars, knownAt: upTo });
    const { evaluation } = trainForecaster(clean, { kind: 'ridge', horizonBars: 1, seed: 1 });
    expect({
      gainPct: evaluation.qlikeGainPct.toFixed(1),
      cases: evaluation.cases.toLocaleString('en-US'),
      p: evaluation.dieboldMarianoP.toFixed(4).replace(/^0/, ''),
      coveredPct: (100 * evaluation.coverage90).toFixed(1),
      touchPct: (100 * evaluation.touch.skill!.is).toFixed(1),
      offBy: evaluation.touch.calibrationError!.toFixed(3).replace(/^0/, ''),
      returnR2: evaluation.returnR2.toFixed(3).replace('-0', '−'),
    }).toEqual({
      gainPct: quoted.gainPct,
      cases: quoted.cases,
      p: quoted.p,
      coveredPct: quoted.coveredPct,
      touchPct: quoted.touchPct,
      offBy: quoted.offBy,
      returnR2: quoted.returnR2,
    });
  });
});
