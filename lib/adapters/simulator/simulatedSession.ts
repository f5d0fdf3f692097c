import type { RawBar } from '../../market/bar';
import type { Session } from '../../market/calendar/session';
import { SIMULATION } from '../../market/simulated';
import { slotsPerSession, startInSession } from '../../market/sessionSlots';
import type { Autoregressive } from './intradayShape';
import {
  BAR_SHOCKS,
  DAILY,
  EARNINGS,
  FAST,
  LEVERAGE,
  MARKET_SHARE,
  OVERNIGHT_SHARE,
  OVERNIGHT_SHOCKS,
  sessionShape,
  SLOW,
  VOLUMES,
} from './intradayShape';
import type { RandomNumbers } from './randomNumbers';
import { randomNumbers } from './randomNumbers';

/** A share that nobody trades. */
export type Share = {
  /** Tells its stream of numbers from the others'; 0 is the market's. */
  readonly number: number;
  /** Standard deviation of a day's return, the night included. */
  readonly dailyVolatility: number;
  readonly firstPrice: number;
  /** Shares in a usual bar. */
  readonly barVolume: number;
};

/** What a session leaves to the next. */
export type ShareState = {
  /** Not rounded to cents. */
  readonly price: number;
  /** Parts of the logarithm of volatility. */
  readonly slow: number;
  readonly daily: number;
  readonly fast: number;
  /** Parts of the logarithm of volume. */
  readonly volumeOfBar: number;
  readonly volumeOfDay: number;
};

export const firstState = ({ firstPrice }: Share): ShareState => ({
  price: firstPrice,
  slow: 0,
  daily: 0,
  fast: 0,
  volumeOfBar: 0,
  volumeOfDay: 0,
});

export type SessionToPlay = {
  readonly seed: number;
  readonly session: Session;
  /** How many sessions the simulation has had before. */
  readonly index: number;
};

export type PlayedSession = { readonly bars: readonly RawBar[]; readonly state: ShareState };

const MARKET = 0;

/** A quarter is as long for everybody, but not everybody's begins on the same day. */
const EARNINGS_APART = 8;

/** A year's calm is not to make up for a year's storm: exp of a normal variable has a mean square of exp(2 × variance). */
const BAR_BIAS = SLOW.sd ** 2 + DAILY.sd ** 2 + FAST.sd ** 2;
const NIGHT_BIAS = SLOW.sd ** 2;

/** By how much results raise the variance of nights in the mean. */
const EARNINGS_VARIANCE =
  (EARNINGS.everySessions - 1 + EARNINGS.overnightFactor ** 2) / EARNINGS.everySessions;

const moved = ({ stays, sd }: Autoregressive, before: number, random: RandomNumbers): number =>
  stays * before + sd * Math.sqrt(1 - stays ** 2) * random.normal();

/** A shock of unit variance, in part the market's. */
const withMarket = (share: number, market: number, own: number): number =>
  Math.sqrt(share) * market + Math.sqrt(1 - share) * own;

/**
 * One session of a share in 5-minute bars, the night before it included: a walk of the logarithm without drift, whose volatility
 * follows the time of day, three processes of its own, and bad news.
 *
 * Shape   the same seed, share, session, index and state give the same bars in every process.
 * Edge    a return depends on nothing that could be known before: no direction can be forecast.
 */
export function playedSession(
  share: Share,
  { seed, session, index }: SessionToPlay,
  before: ShareState,
): PlayedSession {
  const market = randomNumbers(seed, MARKET, index);
  const own = randomNumbers(seed, share.number, index);
  const count = slotsPerSession('5min', session.earlyClose);
  const { volatility, volume } = sessionShape(count);
  const barSd = share.dailyVolatility * Math.sqrt((1 - OVERNIGHT_SHARE) / SIMULATION.barsPerSession);
  const hasResults = (index + share.number * EARNINGS_APART) % EARNINGS.everySessions === 0;

  const slow = moved(SLOW, before.slow, own);
  const volumeOfDay = moved(VOLUMES.ofDay, before.volumeOfDay, own);
  const nightShock = withMarket(
    MARKET_SHARE.overnight,
    market.studentT(OVERNIGHT_SHOCKS),
    own.studentT(OVERNIGHT_SHOCKS),
  );
  const nightReturn =
    share.dailyVolatility *
    Math.sqrt(OVERNIGHT_SHARE / EARNINGS_VARIANCE) *
    (hasResults ? EARNINGS.overnightFactor : 1) *
    Math.exp(slow - NIGHT_BIAS) *
    nightShock;

  let price = before.price * Math.exp(nightReturn);
  let daily =
    before.daily + (LEVERAGE * nightReturn) / share.dailyVolatility + (hasResults ? EARNINGS.dailyBump : 0);
  let { fast, volumeOfBar } = before;
  const bars: RawBar[] = [];
  for (let bar = 0; bar < count; bar += 1) {
    daily = moved(DAILY, daily, own);
    fast = moved(FAST, fast, own);
    volumeOfBar = moved(VOLUMES.ofBar, volumeOfBar, own);
    const shock = withMarket(MARKET_SHARE.bar, market.studentT(BAR_SHOCKS), own.studentT(BAR_SHOCKS));
    const sd = barSd * volatility[bar]! * Math.exp(slow + daily + fast - BAR_BIAS);
    const barReturn = sd * shock;
    const logVolume =
      Math.log(share.barVolume * volume[bar]!) +
      VOLUMES.withSlowAndDaily * (slow + daily) +
      VOLUMES.withFast * fast +
      VOLUMES.withShock * (Math.abs(shock) - VOLUMES.usualShock) +
      volumeOfBar +
      volumeOfDay;
    const open = price;
    price = open * Math.exp(barReturn);
    bars.push({
      startAt: startInSession('5min', session, bar),
      open: inCents(open),
      high: inCents(open * Math.exp(highest(barReturn, sd, own))),
      low: inCents(open * Math.exp(-highest(-barReturn, sd, own))),
      close: inCents(price),
      volume: Math.max(1, Math.round(Math.exp(logVolume))),
    });
    daily += (LEVERAGE * barReturn) / share.dailyVolatility;
  }
  return { bars, state: { price, slow, daily, fast, volumeOfBar, volumeOfDay } };
}

/**
 * The highest point of a walk that ends at `end`, in units of its logarithm.
 *
 * Source  the maximum of a Brownian bridge, by inversion of its distribution.
 */
const highest = (end: number, sd: number, random: RandomNumbers): number =>
  (end + Math.sqrt(end ** 2 - 2 * sd ** 2 * Math.log(random.uniform()))) / 2;

/** What is worth less than a dollar is quoted in hundredths of a cent. */
function inCents(price: number): number {
  const perDollar = price < 1 ? 10_000 : 100;
  return Math.max(Math.round(price * perDollar), 1) / perDollar;
}
