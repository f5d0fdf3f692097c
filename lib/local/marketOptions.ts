import { isPlayed, PARTS, readConfig, sourcesIn } from '../config';
import { isProblem } from '../problems';
import { StartProblem } from './startProblem';

/** What the user said about market data; undefined where nothing was said. */
export type SaidAboutMarket = {
  readonly source: 'replay' | 'csv' | undefined;
  /** Vendors of live bars, in the order in which they are asked. */
  readonly vendors?: string | undefined;
  /** The folder of CSV files of source csv. */
  readonly directory: string | undefined;
  readonly start: string | undefined;
  readonly sessionMs: number | undefined;
  /** Wall time of a simulated 5-minute bar. */
  readonly barMs: number | undefined;
  readonly symbols: string | undefined;
};

const USUAL_VENDORS = 'alphaVantage,fmp';

/**
 * What MARKET_DATA says is played, or which vendors serve live bars in place of it.
 *
 * Throws  StartProblem for anything else.
 */
export function sourceOf(
  text: string | undefined,
  isStandIn: boolean,
): Pick<SaidAboutMarket, 'source' | 'vendors'> {
  const named = text === undefined ? undefined : sourcesIn(text);
  if (text !== undefined && named === undefined)
    throw new StartProblem(
      `MARKET_DATA "${text}" is not a source: use replay or csv, or vendors in their order, such as ${USUAL_VENDORS}.`,
    );
  if (named === undefined || isPlayed(named)) return { source: named };
  // Those that stand in serve what is played.
  return isStandIn ? { source: undefined } : { source: undefined, vendors: named.join(',') };
}

/**
 * The vendors that stand in for real ones: those that are named, else two.
 *
 * Throws  StartProblem where a folder is to be played, which none of them has.
 */
export function standInOf(text: string | undefined): string {
  const named = text === undefined ? undefined : sourcesIn(text);
  if (named === 'csv')
    throw new StartProblem(
      '--vendor-sim serves the replay and the simulator, not MARKET_DATA "csv": leave one of them out.',
    );
  return named === undefined || isPlayed(named) ? USUAL_VENDORS : named.join(',');
}

/** Throws  StartProblem where a folder is named that is not played, or one is to be played that is not named. */
export function requireFolder({ source: said, directory }: SaidAboutMarket): void {
  if (said === 'csv' && directory === undefined) {
    throw new StartProblem('MARKET_DATA "csv" needs a folder: name it with MARKET_DATA_DIR=folder.');
  }
  if (said !== 'csv' && directory !== undefined) {
    throw new StartProblem(
      `MARKET_DATA_DIR "${directory}" is used with MARKET_DATA=csv only: set that as well, or neither.`,
    );
  }
}

/** Throws  StartProblem where something is said of what is played, and it is not. */
export function requirePlayed({ source: said, vendors, ...market }: SaidAboutMarket): void {
  const { start, sessionMs, barMs } = market;
  const [name] = [
    ...(start === undefined ? [] : ['--from']),
    ...(sessionMs === undefined ? [] : ['--session-ms']),
    ...(barMs === undefined ? [] : ['--bar-ms']),
  ];
  if (vendors !== undefined && name !== undefined)
    throw new StartProblem(
      `${name} is of what is played, and MARKET_DATA "${vendors}" is live: leave it out.`,
    );
  if (said !== 'csv' || barMs === undefined) return;
  throw new StartProblem(
    `--bar-ms "${barMs}" is the pace of simulated symbols, which MARKET_DATA=csv does not play: leave it out.`,
  );
}

const KEYS: Readonly<Record<string, string>> = {
  alphaVantage: 'ALPHA_VANTAGE_API_KEY',
  fmp: 'FMP_API_KEY',
};

/**
 * Looks at what is said of vendors before anything is started.
 *
 * Throws  StartProblem where they stand in for a folder that was begun live; naming the variable of a key that a vendor
 *         of live bars needs and nobody has set, or of what else is wrong.
 */
export function requireVendors(
  { vendors, standIn }: { readonly vendors: string | undefined; readonly standIn: string | undefined },
  environment: Readonly<Record<string, string | undefined>>,
): void {
  if (vendors !== undefined && standIn !== undefined)
    throw new StartProblem(
      `--vendor-sim serves what is played, and this folder was begun with live bars of ${vendors}: leave it out, or name another folder with LOCAL_DIR.`,
    );
  const named = (vendors ?? '').split(',').map((name) => ({ name, variable: KEYS[name] }));
  const missing = named.find(({ variable }) => variable !== undefined && !environment[variable]);
  if (missing)
    throw new StartProblem(
      `MARKET_DATA "${vendors}" needs a key of ${missing.name}: set ${missing.variable}, or leave ${missing.name} out.`,
    );
  if ((vendors ?? standIn) !== undefined) requireSettings(environment);
}

const { source } = PARTS;
/** What may be said of vendors and has a default. */
const SETTINGS = {
  ALPHA_VANTAGE_URL: source.ALPHA_VANTAGE_URL,
  ALPHA_VANTAGE_PER_DAY: source.ALPHA_VANTAGE_PER_DAY,
  ALPHA_VANTAGE_PER_MINUTE: source.ALPHA_VANTAGE_PER_MINUTE,
  FMP_URL: source.FMP_URL,
  FMP_PER_DAY: source.FMP_PER_DAY,
  FMP_PER_MINUTE: source.FMP_PER_MINUTE,
  YAHOO_URL: source.YAHOO_URL,
  YAHOO_PER_DAY: source.YAHOO_PER_DAY,
  YAHOO_PER_MINUTE: source.YAHOO_PER_MINUTE,
  CACHE_BARS_MS: source.CACHE_BARS_MS,
};

function requireSettings(environment: Readonly<Record<string, string | undefined>>): void {
  try {
    readConfig(SETTINGS, environment);
  } catch (error) {
    if (!isProblem(error, 'CONFIG_INVALID')) throw error;
    const [first] = error.details as readonly { readonly path: string; readonly message: string }[];
    throw new StartProblem(
      `${first?.path} "${environment[first?.path ?? '']}": ${first?.message}. Correct it.`,
    );
  }
}
