import { parseArgs } from 'node:util';
import { DAY_MS, parseDate } from '../market/calendar/civilDate';
import { type Interval, INTERVALS } from '../market/interval';
import { parseSymbol } from '../market/symbol';
import { quoted } from '../quoted';
import { filled, misread, type Stage, stageIn } from './optionValues';

type Series = { readonly symbol: string; readonly interval: Interval };

export type DataCommand =
  | (Series & {
      readonly does: 'fetch';
      readonly from: number;
      readonly before: number | undefined;
      readonly isAgain: boolean;
    })
  | (Series & { readonly does: 'import'; readonly file: string; readonly partial: boolean })
  | (Series & {
      readonly does: 'export';
      /** Start (epoch ms) of the first bar wanted, and that before which the last one begins. */
      readonly from: number | undefined;
      readonly before: number | undefined;
      readonly out: string | undefined;
      readonly force: boolean;
    })
  | {
      readonly does: 'news';
      readonly symbol: string;
      /** From when (epoch ms) on articles are wanted, and before when; undefined up to now. */
      readonly from: number;
      readonly before: number | undefined;
      readonly out: string | undefined;
      readonly force: boolean;
    }
  | { readonly does: 'verify'; readonly symbol: string | undefined }
  | { readonly does: 'help' };

export type DataOptions = {
  readonly command: DataCommand;
  readonly stage: Stage;
  readonly region: string;
  readonly bucket: string | undefined;
};

/** Which options each command takes besides --stage, --region and --bucket. */
const TAKES = {
  fetch: ['symbol', 'interval', 'from', 'to', 'again'],
  import: ['symbol', 'interval', 'partial'],
  export: ['symbol', 'interval', 'from', 'to', 'out', 'force'],
  verify: ['symbol'],
  news: ['symbol', 'from', 'to', 'out', 'force'],
} as const;

type Does = keyof typeof TAKES;

/**
 * The options of `npm run data`.
 *
 * Throws  an Error of one sentence that names the option, its value and what to give instead.
 */
export function parseDataOptions(argv: readonly string[]): DataOptions {
  const { values, positionals } = commandLine(argv);
  const bucket = values.bucket === undefined ? undefined : given(values.bucket, 'bucket');
  const at = { stage: stageIn(values.stage), region: given(values.region, 'region'), bucket };
  if (values.help === true) return { command: { does: 'help' }, ...at };
  const [does, ...files] = positionals;
  if (does === undefined || !isCommand(does)) {
    const said = does === undefined ? 'no command' : quoted(does);
    throw new Error(
      `There is ${said}: say npm run data -- ${Object.keys(TAKES).join(', ')}; --help shows how.`,
    );
  }
  refuseOthers(does, values);
  if (does !== 'import' && files.length > 0)
    throw new Error(`${does} takes no file, and there is ${quoted(files[0])}: leave it out.`);
  return { command: commandOf(does, files, values), ...at };
}

const isCommand = (text: string): text is Does => Object.hasOwn(TAKES, text);

const given = (text: string | undefined, option: string): string => filled(text, option, 'data');

type Values = ReturnType<typeof commandLine>['values'];

function commandLine(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...{ symbol: text, interval: text, from: text, to: text, out: text, bucket: text },
        ...{ partial: flag, force: flag, again: flag, help: flag },
        stage: { ...text, default: 'local' },
        region: { ...text, default: 'us-east-1' },
      },
    });
  } catch (error) {
    throw misread(error, 'data');
  }
}

function refuseOthers(does: Does, values: Values): void {
  const taken: readonly string[] = TAKES[does];
  const other = [...new Set(Object.values(TAKES).flat())].find(
    (option) => values[option] !== undefined && !taken.includes(option),
  );
  if (other === undefined) return;
  throw new Error(`--${other} ${quoted(values[other])} is not an option of ${does}: leave it out.`);
}

function commandOf(does: Does, files: readonly string[], values: Values): DataCommand {
  if (does === 'verify')
    return { does, symbol: values.symbol === undefined ? undefined : symbolIn(values.symbol) };
  const symbol = symbolIn(values.symbol);
  if (does === 'news') return { does, symbol, ...stretchFrom(values), ...fileOf(values) };
  const series = { symbol, interval: intervalIn(values.interval) };
  if (does === 'import') return { does, file: oneFile(files), ...series, partial: values.partial ?? false };
  if (does === 'fetch') return { does, ...series, ...stretchFrom(values), isAgain: values.again ?? false };
  const from = values.from === undefined ? undefined : dayIn(values.from, 'from');
  return { does, ...series, ...inOrder({ from, before: endOf(values) }, values), ...fileOf(values) };
}

const endOf = ({ to }: Values): number | undefined =>
  to === undefined ? undefined : dayIn(to, 'to') + DAY_MS;

const stretchFrom = (values: Values) =>
  inOrder({ from: dayIn(values.from, 'from'), before: endOf(values) }, values);

/** Where what is asked for is written to. */
function fileOf({ out, force = false }: Values): {
  readonly out: string | undefined;
  readonly force: boolean;
} {
  if (force && out === undefined)
    throw new Error('--force says to write over a file, and there is none: name it with --out.');
  return { out: out === undefined ? undefined : given(out, 'out'), force };
}

function inOrder<Stretch extends { readonly from: number | undefined; readonly before: number | undefined }>(
  stretch: Stretch,
  { from, to }: Values,
): Stretch {
  if ((stretch.from ?? -Infinity) < (stretch.before ?? Infinity)) return stretch;
  throw new Error(`--to ${quoted(to)} is before --from ${quoted(from)}: give the earlier date first.`);
}

function oneFile(files: readonly string[]): string {
  const [file, other] = files;
  if (file === undefined || file === '')
    throw new Error('import needs a file: name it as in npm run data -- import FILE.csv.');
  if (other === undefined) return file;
  throw new Error(
    `import takes one file, and there is ${quoted(other)} beside ${quoted(file)}: leave one out.`,
  );
}

function symbolIn(text: string | undefined): string {
  return parseSymbol(given(text, 'symbol'));
}

function intervalIn(text: string | undefined): Interval {
  const named = given(text, 'interval');
  const interval = INTERVALS.find((each) => each === named);
  if (interval !== undefined) return interval;
  throw new Error(`--interval ${quoted(named)} is not an interval: use ${INTERVALS.join(', ')}.`);
}

/** The calendar begins in 1990: no bar before is sound. */
const FIRST_DAY = Date.UTC(1990, 0, 1);

function dayIn(text: string | undefined, option: string): number {
  const date = given(text, option);
  const day = parseDate(date);
  if (day === undefined)
    throw new Error(`--${option} ${quoted(date)} is not a date: write it as in 2015-01-31.`);
  if (day * DAY_MS >= FIRST_DAY) return day * DAY_MS;
  throw new Error(`--${option} ${quoted(date)} is before the calendar begins: use 1990-01-01 or later.`);
}
