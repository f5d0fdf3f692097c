"""Writes indicators.json: what TA-Lib reads on made bars. Needs numpy and TA-Lib."""
import json
import pathlib

import numpy as np
import talib

COMMAND = "python3 test/golden/indicators.py"
COUNT = 90
SESSION_BARS = 13

random = np.random.default_rng(20240102)
close = np.round(100 * np.exp(np.cumsum(random.normal(0, 0.012, COUNT))), 2)
open_ = np.concatenate([[100.0], close[:-1]])
high = np.round(np.maximum(open_, close) + random.exponential(0.4, COUNT), 2)
low = np.round(np.minimum(open_, close) - random.exponential(0.4, COUNT), 2)
volume = np.round(random.lognormal(9, 0.5, COUNT))
session = np.arange(COUNT) // SESSION_BARS
typical = talib.TYPPRICE(high, low, close)


def bands(n, dev):
    upper, middle, lower = talib.BBANDS(close, timeperiod=n, nbdevup=dev, nbdevdn=dev, matype=0)
    return {
        "upper": upper,
        "middle": middle,
        "lower": lower,
        "width": (upper - lower) / middle,
        "pctb": (close - lower) / (upper - lower),
    }


def macd(fast, slow, signal):
    lines = talib.MACD(close, fastperiod=fast, slowperiod=slow, signalperiod=signal)
    return dict(zip(("macd", "signal", "hist"), lines))


def stoch(fast_k, slow_k, slow_d):
    lines = talib.STOCH(
        high, low, close, fastk_period=fast_k, slowk_period=slow_k, slowk_matype=0, slowd_period=slow_d, slowd_matype=0
    )
    return dict(zip(("k", "d"), lines))


def since_session_began():
    readings = np.empty(COUNT)
    for t in range(COUNT):
        inside = slice(t - t % SESSION_BARS, t + 1)
        readings[t] = np.average(typical[inside], weights=volume[inside])
    return readings


def over(n, function, *columns):
    return {"value": function(*columns, timeperiod=n)}


# Indicator, its parameters, what TA-Lib reads. TA-Lib has no z-score and no VWAP: theirs are put together from its own.
CASES = [
    ("sma", {"n": 5}, over(5, talib.SMA, close)),
    ("sma", {"n": 30}, over(30, talib.SMA, close)),
    ("ema", {"n": 10}, over(10, talib.EMA, close)),
    ("wma", {"n": 9}, over(9, talib.WMA, close)),
    ("wma", {"n": 30}, over(30, talib.WMA, close)),
    ("rsi", {"n": 14}, over(14, talib.RSI, close)),
    ("rsi", {"n": 2}, over(2, talib.RSI, close)),
    ("macd", {"fast": 12, "slow": 26, "signal": 9}, macd(12, 26, 9)),
    ("macd", {"fast": 3, "slow": 10, "signal": 5}, macd(3, 10, 5)),
    ("bbands", {"n": 5, "dev": 2}, bands(5, 2)),
    ("bbands", {"n": 20, "dev": 2.5}, bands(20, 2.5)),
    ("roc", {"n": 10}, over(10, talib.ROC, close)),
    ("stddev", {"n": 5}, {"value": talib.STDDEV(close, timeperiod=5, nbdev=1)}),
    ("stddev", {"n": 20}, {"value": talib.STDDEV(close, timeperiod=20, nbdev=1)}),
    ("zscore", {"n": 20}, {"value": (close - talib.SMA(close, 20)) / talib.STDDEV(close, timeperiod=20, nbdev=1)}),
    ("highest", {"n": 30}, over(30, talib.MAX, close)),
    ("highest", {"n": 4}, over(4, talib.MAX, close)),
    ("lowest", {"n": 30}, over(30, talib.MIN, close)),
    ("lowest", {"n": 4}, over(4, talib.MIN, close)),
    ("atr", {"n": 14}, over(14, talib.ATR, high, low, close)),
    ("atr", {"n": 3}, over(3, talib.ATR, high, low, close)),
    ("adx", {"n": 14}, over(14, talib.ADX, high, low, close)),
    ("adx", {"n": 5}, over(5, talib.ADX, high, low, close)),
    ("stoch", {"fastK": 5, "slowK": 3, "slowD": 3}, stoch(5, 3, 3)),
    ("stoch", {"fastK": 14, "slowK": 2, "slowD": 5}, stoch(14, 2, 5)),
    ("cci", {"n": 14}, over(14, talib.CCI, high, low, close)),
    ("cci", {"n": 20}, over(20, talib.CCI, high, low, close)),
    ("mfi", {"n": 14}, over(14, talib.MFI, high, low, close, volume)),
    ("mfi", {"n": 5}, over(5, talib.MFI, high, low, close, volume)),
    ("obv", {}, {"value": talib.OBV(close, volume)}),
    ("vwap", {"n": 20}, {"value": talib.SUM(typical * volume, 20) / talib.SUM(volume, 20)}),
    ("vwap", {}, {"value": since_session_began()}),
]


def written(column):
    return [None if np.isnan(each) else float(each) for each in column]


# On a flat series: what we say otherwise is named in the docstrings.
flat = np.full(COUNT, 50.0)
FLAT = {
    "rsi": talib.RSI(flat, 14)[-1],
    "stoch": talib.STOCH(flat, flat, flat)[0][-1],
    "mfi": talib.MFI(flat, flat, flat, volume, 14)[-1],
    "cci": talib.CCI(flat, flat, flat, 14)[-1],
    "adx": talib.ADX(flat, flat, flat, 14)[-1],
    "atr": talib.ATR(flat, flat, flat, 14)[-1],
    "roc": talib.ROC(flat, 10)[-1],
    "rocFromZero": talib.ROC(np.arange(0.0, 12.0), 10)[10],
}

golden = {
    "origin": f"TA-Lib {talib.__ta_version__.decode().split()[0]} through its Python package {talib.__version__}, "
    f"default compatibility, unstable period 0; numpy {np.__version__}",
    "command": COMMAND,
    "bars": {
        "high": high.tolist(),
        "low": low.tolist(),
        "close": close.tolist(),
        "volume": volume.tolist(),
        "session": session.tolist(),
    },
    "cases": [
        {"name": name, "parameters": parameters, "readings": {key: written(each) for key, each in readings.items()}}
        for name, parameters, readings in CASES
    ],
    "edges": {name: float(each) for name, each in FLAT.items()},
}
pathlib.Path(__file__).with_name("indicators.json").write_text(json.dumps(golden))
