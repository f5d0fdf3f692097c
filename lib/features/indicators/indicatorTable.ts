import { adx } from './adx';
import { atr } from './atr';
import { bbands } from './bbands';
import { cci } from './cci';
import { ema } from './ema';
import { highest } from './highest';
import { lowest } from './lowest';
import { macd } from './macd';
import { mfi } from './mfi';
import { obv } from './obv';
import { roc } from './roc';
import { rsi } from './rsi';
import { sma } from './sma';
import { stddev } from './stddev';
import { stoch } from './stoch';
import { vwap } from './vwap';
import { wma } from './wma';
import { zscore } from './zscore';

/** Indicators of one number at each bar, by name. A new one is one file and one line here. */
export const VALUE_INDICATORS = { sma, ema, wma, rsi, macd, bbands, roc, stddev, zscore, highest, lowest };

/** Indicators of the prices and volumes of bars, by name. */
export const BAR_INDICATORS = { atr, adx, stoch, cci, mfi, obv, vwap };
