"""Writes garch.json, logistic.json and boosted.json: `python3 test/golden/estimators.py`, then prettier.

Needs arch, scikit-learn, statsmodels, numpy. The data follow from seeds by sums, products and square
roots alone, so that test/support/seededTables.ts makes the same numbers to the last bit.
"""

import json
import os

import arch
import numpy as np
import sklearn
import statsmodels
import statsmodels.api as sm
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

HERE = os.path.dirname(os.path.abspath(__file__))
MASK = 0xFFFFFFFF


def words(seed):
    """xoshiro128**, begun by SplitMix32."""
    state = seed & MASK

    def split():
        nonlocal state
        state = (state + 0x9E3779B9) & MASK
        mixed = ((state ^ (state >> 16)) * 0x21F0AAAD) & MASK
        mixed = ((mixed ^ (mixed >> 15)) * 0x735A2D97) & MASK
        return mixed ^ (mixed >> 15)

    a, b, c, d = split(), split(), split(), split()
    turn = lambda x, k: ((x << k) | (x >> (32 - k))) & MASK
    while True:
        yield (turn((b * 5) & MASK, 7) * 9) & MASK
        moved = (b << 9) & MASK
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= moved
        d = turn(d, 11)


def evens(seed):
    word = words(seed)
    while True:
        high, low = next(word), next(word)
        yield ((high >> 5) * 2**26 + (low >> 6)) / 2**53


def bells(seed):
    """Nearly normal: twelve even numbers less six."""
    even = evens(seed)
    while True:
        total = 0.0
        for _ in range(12):
            total += next(even)
        yield total - 6


def garch_path(seed, count, mean, omega, alpha, gamma, beta):
    bell = bells(seed)
    variance = omega / (1 - alpha - gamma / 2 - beta)
    path = []
    for _ in range(count):
        beyond = np.sqrt(variance) * next(bell)
        path.append(float(mean + beyond))
        variance = omega + (alpha + gamma if beyond < 0 else alpha) * beyond * beyond + beta * variance
    return np.array(path)


def table(seed, rows, columns, steps):
    """Columns of even numbers of 0…1; with `steps` > 0 rounded down to so many steps."""
    even = evens(seed)
    draw = lambda: next(even) if steps == 0 else np.floor(next(even) * steps) / steps
    return np.array([[draw() for _ in range(columns)] for _ in range(rows)])


def bent(features, seed, noise):
    """A target with a product, a square and an edge in it."""
    bell = bells(seed)
    f = features.T
    edge = np.where(f[2] > 0.5, 1.0, 0.0)
    plain = f[0] * f[1] * 4 + (f[3] - 0.5) * (f[3] - 0.5) * 6 + edge
    return plain + noise * np.array([next(bell) for _ in range(len(features))])


def write(name, content):
    with open(os.path.join(HERE, name), 'w') as file:
        json.dump(content, file, indent=2, ensure_ascii=False)
        file.write('\n')


def garch():
    cases = []
    for seed, leverage, truth in [
        (11, False, (0.0004, 2e-6, 0.08, 0.0, 0.9)),
        (12, True, (0.0003, 3e-6, 0.03, 0.12, 0.88)),
        (13, True, (-0.0002, 1e-5, 0.1, 0.05, 0.8)),
    ]:
        path = garch_path(seed, 3000, *truth)
        model = arch.arch_model(path * 100, mean='Constant', vol='GARCH', p=1, o=1 if leverage else 0, q=1)
        found = model.fit(disp='off', tol=1e-15, options={'maxiter': 5000, 'ftol': 1e-16})
        p = found.params
        ahead = found.forecast(horizon=21, reindex=False).variance.to_numpy()[0] / 1e4
        cases.append({
            'seed': seed, 'count': 3000, 'leverage': leverage,
            'truth': dict(zip(['mean', 'omega', 'alpha', 'gamma', 'beta'], truth)),
            'mean': p['mu'] / 100, 'omega': p['omega'] / 1e4, 'alpha': p['alpha[1]'],
            'gamma': p['gamma[1]'] if leverage else 0.0, 'beta': p['beta[1]'],
            'logLikelihood': found.loglikelihood + len(path) * np.log(100),
            'horizons': [1, 5, 21], 'variances': [float(ahead[:h].sum()) for h in (1, 5, 21)],
        })
    write('garch.json', {
        'origin': f'arch {arch.__version__} arch_model(mean Constant, GARCH 1,1, normal) on 100 × the returns, under numpy {np.__version__}; made by estimators.py',
        'cases': cases,
    })


def logistic():
    features = table(21, 400, 4, 0)
    features = features * np.array([1.0, 100.0, 0.001, 1.0]) + np.array([0.0, 5.0, 0.0, -3.0])
    even = np.array([u for u, _ in zip(evens(22), range(400))])
    lean = features[:, 0] * 2 - features[:, 1] / 50 + 0.3
    outcomes = (even < 0.5 + 0.4 * lean / (1 + np.abs(lean))).astype(float)
    scaled = StandardScaler().fit_transform(features)
    cases = []
    for penalty in (0.1, 1.0, 30.0):
        found = LogisticRegression(C=1 / penalty, solver='lbfgs', tol=1e-12, max_iter=10000).fit(scaled, outcomes)
        cases.append({'lambda': penalty, 'intercept': found.intercept_[0], 'weights': found.coef_[0].tolist()})
    plain = sm.Logit(outcomes, sm.add_constant(scaled)).fit(disp=0, method='newton', tol=1e-14, maxiter=200)
    cases.append({'lambda': 0, 'intercept': plain.params[0], 'weights': plain.params[1:].tolist()})
    parted = (features[:, 0] > 0.5).astype(float)
    found = LogisticRegression(C=1, solver='lbfgs', tol=1e-12, max_iter=10000).fit(scaled, parted)
    write('logistic.json', {
        'origin': f'scikit-learn {sklearn.__version__} LogisticRegression(C=1/λ, lbfgs, tol=1e-12) on StandardScaler output, where λ = 0 statsmodels {statsmodels.__version__} Logit, under numpy {np.__version__}; made by estimators.py',
        'cases': cases,
        'separated': {'lambda': 1, 'intercept': found.intercept_[0], 'weights': found.coef_[0].tolist()},
    })


def boosted():
    few = table(31, 600, 5, 40)
    target = bent(few, 32, 0.2)
    unseen = table(33, 60, 5, 40)
    cases = []
    for options in (
        {'max_iter': 50, 'learning_rate': 0.1, 'max_leaf_nodes': 31, 'max_depth': None, 'min_samples_leaf': 20, 'l2_regularization': 0.0},
        {'max_iter': 30, 'learning_rate': 0.3, 'max_leaf_nodes': 8, 'max_depth': None, 'min_samples_leaf': 10, 'l2_regularization': 2.5},
        {'max_iter': 20, 'learning_rate': 0.2, 'max_leaf_nodes': 31, 'max_depth': 3, 'min_samples_leaf': 5, 'l2_regularization': 1.0},
    ):
        found = HistGradientBoostingRegressor(early_stopping=False, **options).fit(few, target)
        cases.append({'options': options, 'predictions': found.predict(unseen).tolist()})
    many, held = table(41, 4000, 8, 0), table(43, 2000, 8, 0)
    many_target, held_target = bent(many, 42, 0.5), bent(held, 44, 0.5)
    found = HistGradientBoostingRegressor(early_stopping=False, max_iter=80, min_samples_leaf=20).fit(many, many_target)
    errors = found.predict(held) - held_target
    write('boosted.json', {
        'origin': f'scikit-learn {sklearn.__version__} HistGradientBoostingRegressor(early_stopping=False) under numpy {np.__version__}; made by estimators.py',
        'few': {'seeds': [31, 32, 33], 'rows': 600, 'unseen': 60, 'columns': 5, 'steps': 40, 'cases': cases},
        'many': {'heldOutMeanSquare': float(np.mean(errors * errors))},
    })


if __name__ == '__main__':
    garch()
    logistic()
    boosted()
