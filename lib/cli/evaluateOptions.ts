import { parseArgs } from 'node:util';
import { EVALUATED } from '../app/evaluateModels';
import { spanBars } from '../market/span';
import { quoted } from '../quoted';
import { filled, misread } from './optionValues';

export type EvaluateOptions = {
  readonly directory: string;
  /** All that the folder has, where none are named. */
  readonly symbols: readonly string[] | undefined;
  readonly interval: '1d';
  readonly horizons: readonly { readonly name: string; readonly bars: number }[];
  readonly models: readonly (typeof EVALUATED)[number][];
  readonly isJson: boolean;
};

export const EVALUATE_HELP = `npm run evaluate -- --data DIR [--interval 1d] [--horizons 1d,5d,21d] [--symbols A,B] [--models ewma,har,har-pooled] [--json]

Walks models forward over the daily bars of a folder of CSV files (timestamp,open,high,low,close,volume; one file a symbol)
and prints what their forecasts were worth: each is made by a model that was fitted on what had ended before it.

  --models    of ${EVALUATED.join(', ')}; ewma is always among them
  --horizons  spans such as 1d or 5d
  --json      one object with everything, each series beside the pool
`;

/**
 * The options of `npm run evaluate`; undefined where only help is asked for.
 *
 * Throws  an Error of one sentence that names the option, its value and what to give instead.
 */
export function parseEvaluateOptions(argv: readonly string[]): EvaluateOptions | undefined {
  const values = valuesIn(argv);
  if (values.help === true) return undefined;
  if (values.interval !== '1d')
    throw new Error(`--interval ${quoted(values.interval)} cannot be evaluated yet: give 1d.`);
  return {
    directory: filled(values.data, 'data', 'evaluate'),
    symbols: values.symbols === undefined ? undefined : listed(values.symbols, 'symbols'),
    interval: '1d',
    horizons: listed(values.horizons, 'horizons').map(horizonIn),
    models: listed(values.models, 'models').map(modelIn),
    isJson: values.json,
  };
}

function valuesIn(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        interval: { type: 'string', default: '1d' },
        horizons: { type: 'string', default: '1d,5d,21d' },
        symbols: { type: 'string' },
        models: { type: 'string', default: 'ewma,har,har-pooled' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw misread(error, 'evaluate');
  }
}

function listed(text: string, option: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (names.includes(''))
    throw new Error(`--${option} ${quoted(text)} has an empty place: give names with commas.`);
  if (twice !== undefined) throw new Error(`--${option} names ${quoted(twice)} twice: name each once.`);
  return names;
}

function horizonIn(name: string) {
  const bars = spanBars(name, '1d');
  if (bars === undefined) throw new Error(`--horizons ${quoted(name)} is no span: give such as 1d or 5d.`);
  return { name, bars };
}

function modelIn(name: string): (typeof EVALUATED)[number] {
  const model = EVALUATED.find((each) => each === name);
  if (model) return model;
  throw new Error(`--models ${quoted(name)} is not one of ${EVALUATED.join(', ')}.`);
}
