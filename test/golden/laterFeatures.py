"""Adds the features of a longer memory to features.json, by their docstrings: python3 test/golden/laterFeatures.py"""
import json
import pathlib

import numpy as np

FILE = pathlib.Path(__file__).with_name("features.json")
golden = json.loads(FILE.read_text())
bars = {name: np.array(golden["bars"][name], dtype=float) for name in ("open", "high", "low", "close", "volume")}
o, h, l, c = (np.log(bars[name]) for name in ("open", "high", "low", "close"))
ranges = h - l
repaired = []
for t in range(21, len(c)):
    reach = 6 * np.median(ranges[max(0, t - 63) : t])
    if reach == 0:
        continue
    top, bottom = max(c[t], c[t - 1]), min(c[t], c[t - 1])
    opened = min(max(o[t], bottom - reach), top + reach)
    high = min(h[t], max(top, opened) + reach)
    low = max(l[t], min(bottom, opened) - reach)
    if (opened, high, low) != (o[t], h[t], l[t]):
        repaired.append(t)
        o[t], h[t], l[t] = opened, high, low
assert repaired == golden["repaired"], repaired

gap = np.concatenate([[0.0], o[1:] - c[:-1]])
variance = gap**2 + np.maximum(0.5 * (h - l) ** 2 - (2 * np.log(2) - 1) * (c - o) ** 2, 0)


def over(values, t, n):
    return values[max(0, t - n + 1) : t + 1].mean()


for row in golden["rows"]:
    t = row["row"]
    floor = max(1e-3 * over(variance, t, 252), 1e-12)
    month = max(over(variance, t, 22), floor)
    row["fall22"] = min(c[t] - c[t - 22], 0) / np.sqrt(22 * month)
    row["logVariance66"] = np.log(max(over(variance, t, 66), floor))
    row["volumeTrend5over66"] = np.log(max(over(bars["volume"], t, 5) / over(bars["volume"], t, 66), 0.01))
FILE.write_text(json.dumps(golden))
