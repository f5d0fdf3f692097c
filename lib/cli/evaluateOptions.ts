import { parseArgs } from 'node:util';
import { EVALUATED } from '../app/evaluateModels';
import { INTERVALS, type Interval } from '../market/interval';
import { slotsPerSession } from '../market/sessionSlots';
import { spanBars } from '../market/span';
import { modelNamed } from '../models/modelNamed';
import { quoted } from '../quoted';
import { FORECAST_COLUMNS } from './forecastLines';
import { filled, misread } from './optionValues';

export type EvaluateOptions = {
  readonly directory: string;
  /** All that the folder has, where none are named. */
  readonly symbols: readonly string[] | undefined;
  readonly interval: Interval;
  readonly horizons: readonly { readonly name: string; readonly bars: number }[];
  readonly models: readonly (typeof EVALUATED)[number][];
  readonly isJson: boolean;
  readonly isPerSymbol: boolean;
  /** Where the forecasts are written to. */
  readonly out: string | undefined;
  /** Where the page with its drawings is written to. */
  readonly report: string | undefined;
  readonly force: boolean;
  /** Where results stay that are made already. */
  readonly resume: string | undefined;
};

export const EVALUATE_HELP = `npm run evaluate -- --data DIR [--interval 1d] [--horizons 1d,5d,21d] [--symbols A,B] [--models ewma,har,har-pooled]
                    [--json] [--per-symbol] [--out FILE.csv] [--report FILE.html] [--force] [--resume DIR]

Walks models forward over the bars of a folder of CSV files (timestamp,open,high,low,close,volume; one file a symbol)
and prints what their forecasts were worth: each is made by a model that was fitted on what had ended before it.

  --interval    of the bars: ${INTERVALS.join(', ')}
  --models      of ${EVALUATED.join(', ')}; ewma is always among them
  --horizons    spans such as 1d or 5d; of intraday bars 1h,1d unless told otherwise: inside a session, or from close to close
  --json        one object with everything, each series beside the pool
  --per-symbol  a line a symbol below each table
  --out         every scored forecast, a line a level: ${FORECAST_COLUMNS.join(',')}
  --report      a page with the tables, and of each symbol and model drawings of its chances, its intervals and its σ
  --force       replaces the files of --out and --report where there are any
  --resume      keeps what was made of each symbol and horizon in a folder, and takes from there what was made before.
                Without it they are kept until the run ends: one that is killed loses nothing but the current symbol
`;

/** Horizons that are looked at unless others are named. */
const USUAL = { daily: '1d,5d,21d', intraday: '1h,1d' };

/**
 * The options of `npm run evaluate`; undefined where only help is asked for.
 *
 * Throws  an Error of one sentence that names the option, its value and what to give instead.
 */
export function parseEvaluateOptions(argv: readonly string[]): EvaluateOptions | undefined {
  const values = valuesIn(argv);
  if (values.help === true) return undefined;
  const interval = intervalIn(values.interval);
  return {
    directory: filled(values.data, 'data', 'evaluate'),
    symbols: values.symbols === undefined ? undefined : listed(values.symbols, 'symbols'),
    interval,
    horizons: listed(values.horizons ?? (interval === '1d' ? USUAL.daily : USUAL.intraday), 'horizons').map(
      (name) => horizonIn(name, interval),
    ),
    models: listed(values.models, 'models').map((name) => modelIn(name, interval)),
    isJson: values.json,
    isPerSymbol: values['per-symbol'],
    out: values.out === undefined ? undefined : filled(values.out, 'out', 'evaluate'),
    report: values.report === undefined ? undefined : filled(values.report, 'report', 'evaluate'),
    force: values.force,
    resume: values.resume === undefined ? undefined : filled(values.resume, 'resume', 'evaluate'),
  };
}

function valuesIn(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        interval: { type: 'string', default: '1d' },
        horizons: { type: 'string' },
        symbols: { type: 'string' },
        models: { type: 'string', default: 'ewma,har,har-pooled' },
        json: { type: 'boolean', default: false },
        'per-symbol': { type: 'boolean', default: false },
        out: { type: 'string' },
        report: { type: 'string' },
        force: { type: 'boolean', default: false },
        resume: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw misread(error, 'evaluate');
  }
}

function intervalIn(text: string): Interval {
  const interval = INTERVALS.find((each) => each === text);
  if (interval) return interval;
  throw new Error(`--interval ${quoted(text)} is not one of ${INTERVALS.join(', ')}.`);
}

function listed(text: string, option: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (names.includes(''))
    throw new Error(`--${option} ${quoted(text)} has an empty place: give names with commas.`);
  if (twice !== undefined) throw new Error(`--${option} names ${quoted(twice)} twice: name each once.`);
  return names;
}

/** Of intraday bars: less than a session, or whole sessions. */
function horizonIn(name: string, interval: Interval) {
  const bars = spanBars(name, interval);
  if (bars === undefined)
    throw new Error(`--horizons ${quoted(name)} is no span of ${interval} bars: give such as 1d or 5d.`);
  const session = slotsPerSession(interval, false);
  if (bars < session || bars % session === 0) return { name, bars };
  throw new Error(
    `--horizons ${quoted(name)} ends inside a later session: give less than one, or whole days.`,
  );
}

function modelIn(name: string, interval: Interval): (typeof EVALUATED)[number] {
  const model = EVALUATED.find((each) => each === name);
  if (model === undefined) throw new Error(`--models ${quoted(name)} is not one of ${EVALUATED.join(', ')}.`);
  if (interval === '1d' || model === 'har-pooled' || (modelNamed(model).windowRows ?? 1) === 1) return model;
  throw new Error(
    `--models ${quoted(name)} reads weeks of daily bars at once: leave it out, or give --interval 1d.`,
  );
}
