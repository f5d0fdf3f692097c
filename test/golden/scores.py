"""Makes scores.json: python test/golden/scores.py > test/golden/scores.json

Columns are made of mulberry32 draws by sums, products and comparisons alone, so that
test/support/scoreColumns.ts makes the same ones to the last bit.
"""

import json
import platform

import arch
import numpy as np
import pandas as pd
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from arch.bootstrap import CircularBlockBootstrap
from scipy.stats import norm, t as student
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss
from statsmodels.stats.multitest import multipletests

MASK = 0xFFFFFFFF


def mulberry(seed):
    state = seed
    while True:
        state = (state + 0x6D2B79F5) & MASK
        mixed = ((state ^ (state >> 15)) * (state | 1)) & MASK
        mixed ^= (mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & MASK)) & MASK
        yield (mixed ^ (mixed >> 14)) / 2**32


def columns(seed, cases):
    draw = mulberry(seed)
    u = lambda: next(draw)
    rows, ours, gap = [], 0.0, 0.0
    for i in range(cases):
        probability = u()
        baseline = 0.4 + 0.2 * u()
        happened = 1 if u() < 0.15 + 0.6 * probability else 0
        ours = 0.5 * ours + u()
        gap = 0.6 * gap + (u() - 0.46)
        sigma = 0.5 + u() + u()
        inside = 1 if u() < 1 - 0.1 * sigma else 0
        drift = u() - 0.45
        move = 0.3 * drift + (u() + u() + u() - 1.45)
        rows.append((probability, baseline, happened, ours, ours + gap, sigma, inside, drift, move, i % 160))
    names = "probability baseline happened ours theirs sigma inside drift move date".split()
    return pd.DataFrame(rows, columns=names)


def t_of_mean(values, horizon):
    n = len(values)
    lags = min(max(horizon - 1, int(np.floor(4 * (n / 100) ** (2 / 9)))), n - 1)
    keywords = {"maxlags": lags, "kernel": "bartlett", "use_correction": False}
    return sm.OLS(np.asarray(values), np.ones(n)).fit(cov_type="HAC", cov_kwds=keywords).tvalues[0]


def diebold_mariano(gap, horizon):
    n = len(gap)
    h = min(horizon, n / 2)
    t = t_of_mean(gap, horizon) * np.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n)
    return {"t": t, "p": student.sf(t, n - 1)}


def clark_west(gain, horizon):
    t = t_of_mean(gain, horizon)
    return {"t": t, "p": norm.sf(t)}


def pesaran_timmermann(forecast, outcome):
    n = len(outcome)
    y, x = (outcome > 0).mean(), (forecast > 0).mean()
    p = ((outcome > 0) == (forecast > 0)).mean()
    star = y * x + (1 - y) * (1 - x)
    v = star * (1 - star) / n
    w = (2 * y - 1) ** 2 * x * (1 - x) / n + (2 * x - 1) ** 2 * y * (1 - y) / n
    w += 4 * y * x * (1 - y) * (1 - x) / n**2
    t = (p - star) / np.sqrt(v - w)
    return {"t": t, "p": norm.sf(t)}


def stability(trained, live):
    edges = np.quantile(trained, np.arange(1, 10) / 10)
    place = lambda v: (np.searchsorted(edges, v, "left") + np.searchsorted(edges, v, "right")) // 2
    counts = lambda v: np.bincount(place(v), minlength=10)
    a, b = counts(trained), counts(live)
    kept = a + b > 0
    before, after = np.maximum(a[kept], 0.5) / len(trained), np.maximum(b[kept], 0.5) / len(live)
    return float(np.sum((after - before) * np.log(after / before)))


def cusum(values, threshold, allowance):
    steps = np.cumsum(values - allowance), np.cumsum(-values - allowance)
    sums = [s - np.minimum(0, np.minimum.accumulate(s)) for s in steps]
    over = np.flatnonzero(np.maximum(*sums) > threshold)
    return {"up": sums[0][-1], "down": sums[1][-1], "firstAlarm": int(over[0])}


def bootstrap(above, below, block):
    ratio = lambda a, b: np.array([a.sum() / b.sum()])
    boot = CircularBlockBootstrap(block, np.asarray(above), np.asarray(below), seed=np.random.default_rng(7))
    low, high = boot.conf_int(ratio, reps=40_000, method="percentile", size=0.9)[:, 0]
    spread = np.quantile(boot.apply(ratio, reps=40_000)[:, 0], [0.16, 0.84])
    return {"blockBars": block, "low90": low, "high90": high, "deviation": (spread[1] - spread[0]) / 2}


table = columns(11, 800)
observed, forecast = calibration_curve(table.happened, table.probability, n_bins=10)
bins = np.minimum(np.ceil(table.probability * 10) - 1, 9).clip(0).astype(int)
counts = np.bincount(bins, minlength=10)
brier = brier_score_loss(table.happened, table.probability)
brier_baseline = brier_score_loss(table.happened, table.baseline)
gap = table.theirs - table.ours
gain = table.move**2 - (table.move - table.drift) ** 2 + table.drift**2
small = 0.05
gain_over = (table.move - small) ** 2 - (table.move - table.drift) ** 2 + (small - table.drift) ** 2
by_date = table.assign(gap=gap, gain=gain).groupby("date")[["gap", "gain"]].mean()
chances = [0.001, 0.04, 0.012, 0.2, 0.012, 0.9, 0.0005, 0.03]
thirds = np.quantile(table.sigma, [1 / 3, 2 / 3])
third = np.searchsorted(thirds, table.sigma, "left")
shift = np.where(np.arange(800) >= 500, 0.5, 0)
versions = f"numpy {np.__version__}, pandas {pd.__version__}, scipy {scipy.__version__}, "
versions += f"scikit-learn {sklearn.__version__}, statsmodels {statsmodels.__version__}, arch {arch.__version__}"

golden = {
    "origin": f"{versions} under Python {platform.python_version()}, by scores.py",
    "seed": 11,
    "cases": 800,
    "brier": {"ours": brier, "baseline": brier_baseline, "skill": 1 - brier / brier_baseline},
    "reliability": {"cases": counts.tolist(), "meanForecast": forecast.tolist(), "observedFrequency": observed.tolist()},
    "calibrationError": float(np.sum(counts * np.abs(forecast - observed)) / 800),
    "student": [
        [t, df, student.cdf(t, df), student.sf(t, df)]
        for df in [1, 2, 3, 4.5, 9, 20, 62, 249, 1258, 4999.5, 37_000, 400_000]
        for t in [-9, -2.5, -1, -0.3, 0, 0.01, 0.5, 1, 1.3, 1.96, 2.5758, 4, 7, 12, 30]
    ],
    "dieboldMariano": [
        {"cases": n, "horizonBars": h, **diebold_mariano(gap[:n], h)}
        for n, h in [(800, 1), (800, 5), (800, 21), (120, 21), (60, 1), (12, 10)]
    ],
    "dieboldMarianoByDate": [{"horizonBars": h, **diebold_mariano(by_date.gap, h)} for h in [1, 5, 21]],
    "clarkWest": [
        {"cases": n, "horizonBars": h, **clark_west(gain[:n], h)} for n, h in [(800, 1), (800, 21), (90, 5)]
    ],
    "clarkWestOver": {"baseline": small, "horizonBars": 5, **clark_west(gain_over, 5)},
    "clarkWestByDate": {"horizonBars": 5, **clark_west(by_date.gain, 5)},
    "pesaranTimmermann": [
        {"cases": n, **pesaran_timmermann(table.drift[:n], table.move[:n])} for n in [800, 250, 40]
    ],
    "holm": {"chances": chances, "corrected": multipletests(chances, method="holm")[1].tolist()},
    "bootstrap": [bootstrap(gap, table.theirs, block) for block in [10, 21]],
    "terciles": [
        {"cases": int((third == k).sum()), "coverage": float(table.inside[third == k].mean())} for k in range(3)
    ],
    "worstWindowCoverage": table.inside.rolling(250).mean().min(),
    "stability": {
        "continuous": stability(table.sigma[:500], 0.2 + 0.9 * table.sigma[500:]),
        "fewValues": stability(np.floor(3 * table.sigma[:500]), np.floor(3.3 * table.sigma[500:])),
    },
    "cusum": [cusum((table.move + shift).to_numpy(), h, k) for h, k in [(5, 0.5), (4, 0.25), (8, 0.1)]],
}
print(json.dumps(golden, indent=1, default=float))
