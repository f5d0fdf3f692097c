import { parseArgs } from 'node:util';
import { requireFolder, requirePlayed, type SaidAboutMarket, sourceOf, standInOf } from './marketOptions';
import { StartProblem } from './startProblem';

export type LocalOptions = {
  readonly help: boolean;
  readonly fresh: boolean;
  /** Where everything is kept. */
  readonly directory: string;
  readonly port: number;
  readonly lambdaPort: number;
  readonly cloudPort: number;
  /** An emulator that is already running, instead of the embedded cloud. */
  readonly endpoint: string | undefined;
  /** Vendors that stand in for real ones, in the order in which they are asked. */
  readonly standIn: string | undefined;
  readonly market: SaidAboutMarket;
};

export const HELP = `npm start [-- options]

  --from YYYY-MM-DD   first session that is played (2008-08-01)     REPLAY_START
  --session-ms N      milliseconds for one session (2000)           REPLAY_SESSION_MS
  --bar-ms N          milliseconds for one simulated bar (1000)     SIMULATOR_BAR_MS
  --vendor-sim        serves it through vendors that stand in for real ones, with outages
  --fresh             forget everything of former runs
  --help              this text

  PORT 4100, LAMBDA_PORT 4102, CLOUD_PORT 4566   ports of the API, the functions and the cloud
  LOCAL_DIR=.local                               the folder in which all data are kept
  MARKET_DATA=csv MARKET_DATA_DIR=folder         plays your own bars, one CSV file for each symbol
  MARKET_DATA=alphaVantage,fmp SYMBOLS=AAPL      live bars of vendors, with the keys ALPHA_VANTAGE_API_KEY, FMP_API_KEY
  SYMBOLS=SPY,QQQ                                which symbols get a model and rules at the start (all that are played)
  AWS_ENDPOINT_URL=http://127.0.0.1:4566         uses an emulator that is already running
`;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The options of `npm start`: the command line first, then the environment, then the defaults.
 *
 * Throws  StartProblem naming the option, its value and what to give instead.
 */
export function parseOptions(argv: readonly string[], environment: Environment): LocalOptions {
  const values = commandLine(argv);
  const env = (name: string) => environment[name] || undefined;
  const from = said([values.from, '--from'], [env('REPLAY_START'), 'REPLAY_START']);
  const pace = said([values['session-ms'], '--session-ms'], [env('REPLAY_SESSION_MS'), 'REPLAY_SESSION_MS']);
  const barPace = said([values['bar-ms'], '--bar-ms'], [env('SIMULATOR_BAR_MS'), 'SIMULATOR_BAR_MS']);
  const options = {
    help: values.help ?? false,
    fresh: values.fresh ?? false,
    directory: env('LOCAL_DIR') ?? '.local',
    port: port(env('PORT'), 'PORT', 4100),
    lambdaPort: port(env('LAMBDA_PORT'), 'LAMBDA_PORT', 4102),
    cloudPort: port(env('CLOUD_PORT'), 'CLOUD_PORT', 4566),
    endpoint: endpoint(env('AWS_ENDPOINT_URL')),
    standIn: values['vendor-sim'] ? standInOf(env('MARKET_DATA')) : undefined,
    market: {
      ...sourceOf(env('MARKET_DATA'), values['vendor-sim'] ?? false),
      directory: env('MARKET_DATA_DIR'),
      start: from && date(from),
      sessionMs: pace && wholeNumber(pace, 1, 86_400_000),
      barMs: barPace && wholeNumber(barPace, 1, 1_000_000),
      symbols: env('SYMBOLS'),
    },
  };
  requireDifferentPorts(options);
  requireFolder(options.market);
  requirePlayed(options.market);
  return options;
}

/** `--name -5` as `--name=-5`: a number below zero is a wrong value, not a missing one. */
function withNegativeNumbers(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (const word of argv) {
    const option = words.at(-1);
    if (/^-\d/.test(word) && option?.startsWith('--')) words[words.length - 1] = `${option}=${word}`;
    else words.push(word);
  }
  return words;
}

function commandLine(argv: readonly string[]) {
  try {
    return parseArgs({
      args: withNegativeNumbers(argv),
      allowPositionals: false,
      options: {
        help: { type: 'boolean' },
        fresh: { type: 'boolean' },
        'vendor-sim': { type: 'boolean' },
        from: { type: 'string' },
        'session-ms': { type: 'string' },
        'bar-ms': { type: 'string' },
      },
    }).values;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new StartProblem(`${reason}: npm start -- --help lists the options.`);
  }
}

/** A text together with the name it was given under. */
type Said = { readonly text: string; readonly name: string };

function said(...places: readonly (readonly [text: string | undefined, name: string])[]): Said | undefined {
  for (const [text, name] of places) if (text !== undefined) return { text, name };
  return undefined;
}

function date({ text, name }: Said): string {
  const parsed = new Date(`${text}T00:00:00Z`);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(parsed.getTime());
  if (isDate && parsed.toISOString().startsWith(text)) return text;
  throw new StartProblem(
    `${name} "${text}" is not a date: write it as in ${name}${separator(name)}2008-08-01.`,
  );
}

function wholeNumber({ text, name }: Said, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new StartProblem(`${name} "${text}" is not a whole number from ${least} to ${most}: correct it.`);
}

function separator(name: string): string {
  return name.startsWith('--') ? ' ' : '=';
}

function port(text: string | undefined, name: string, otherwise: number): number {
  return text === undefined ? otherwise : wholeNumber({ text, name }, 1, 65_535);
}

function endpoint(text: string | undefined): string | undefined {
  if (text === undefined || /^https?:\/\/[^/\s]+\/?$/.test(text)) return text?.replace(/\/$/, '');
  throw new StartProblem(
    `AWS_ENDPOINT_URL "${text}" is not an address: write it as in http://127.0.0.1:4566.`,
  );
}

function requireDifferentPorts({
  port: api,
  lambdaPort,
  cloudPort,
}: {
  port: number;
  lambdaPort: number;
  cloudPort: number;
}): void {
  if (new Set([api, lambdaPort, cloudPort]).size === 3) return;
  throw new StartProblem(
    `PORT ${api}, LAMBDA_PORT ${lambdaPort} and CLOUD_PORT ${cloudPort} must differ: choose three ports.`,
  );
}
