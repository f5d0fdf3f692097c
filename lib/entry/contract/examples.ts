import { CONFIDENCE_RULE } from '../../forecast/confidence';

/* Answers as the local stack gives them, for the published document. A test holds them to their schemas. */

export const SKILL_EXAMPLE = {
  bars: 2157,
  cases: 1400,
  qlike: 0.2884,
  qlikeEwma: 0.3349,
  qlikeNaive: 0.6771,
  qlikeGainPct: 13.87,
  dieboldMarianoP: 0.0009,
  qlikeGain: { is: 0.1387, low90: 0.0805, high90: 0.1957 },
  coverage50: 0.505,
  coverage90: 0.9,
  coverage90ByTercile: [
    { cases: 467, coverage: 0.8929 },
    { cases: 466, coverage: 0.9013 },
    { cases: 467, coverage: 0.9058 },
  ],
  worstCoverage90: 0.852,
  touch: {
    cases: 11200,
    skill: { is: 0.1179, low90: 0.0999, high90: 0.1377 },
    calibrationError: 0.0041,
    reliability: [
      { from: 0.1, to: 0.2, cases: 1120, told: 0.1448, happened: 0.1446 },
      { from: 0.2, to: 0.3, cases: 1285, told: 0.2506, happened: 0.2514 },
    ],
  },
  confidence: 'high',
  confidenceRule: CONFIDENCE_RULE,
  returnR2: -0.0254,
  returnR2Baseline: -0.0031,
  directionAccuracy: 0.4929,
};

export const MODEL_ID_EXAMPLE = 'lyxhxup7ur66z264bzw4rdok65';

export const FORECAST_EXAMPLE = {
  symbol: '^GSPC',
  interval: '1d',
  horizon: '1d',
  asOf: '2009-10-27T20:00:00.000Z',
  source: 'replay',
  currentPrice: 1063.41,
  predictedPrice: 1063.41,
  predictedChangePct: 0,
  volatilityPct: 1.2314,
  intervals: [
    { coverage: 0.5, low: 1055.25, high: 1071.56 },
    { coverage: 0.9, low: 1039.73, high: 1086.53 },
  ],
  touch: [{ level: 1080, probability: 0.157, distanceSigma: 1.26 }],
  bracket: { low: 1040, high: 1080, lowFirst: 0.071, highFirst: 0.157, neither: 0.772 },
  probabilityUp: null,
  probabilityUpWithheld: 'noSkill',
  confidence: 'high',
  model: { id: MODEL_ID_EXAMPLE, kind: 'ridge', trainedAt: '2026-11-02T15:04:05.000Z', role: 'champion' },
  skill: SKILL_EXAMPLE,
  explanation: [
    { name: 'usual', contribution: -9.3758 },
    { name: 'distanceToLow252', contribution: 0.227 },
    { name: 'logVariance5', contribution: 0.1963 },
  ],
  warnings: [],
};

export const RULE_ID_EXAMPLE = 'rule_01a21fa9ec4bacyffquiqn7ojrgg';

const MOVED = 'the size of the change of close over 1 bar';

export const COMPARED_EXAMPLE = {
  path: 'when.left',
  label: 'abs(pct(close, lag(close, 1)))',
  words: MOVED,
  unit: '%',
  previous: 0.2788,
  current: 1.7546,
};

export const ALERT_EXAMPLE = {
  id: 'hx3flalrqfl6dryh2bk3v33u34',
  ruleId: RULE_ID_EXAMPLE,
  ruleVersion: 1,
  ruleName: '^GSPC moves 1.5 % in a bar',
  symbol: '^GSPC',
  interval: '1d',
  barClosedAt: '2009-10-14T20:00:00.000Z',
  event: 'fired',
  severity: 'critical',
  state: 'delivered',
  acknowledgedAt: null,
  why: {
    code: 'fired',
    conditionWords: `${MOVED} is above 1.5 %`,
    sentence: `${MOVED} is above 1.5 %: it went from 0.28 % to 1.75 % (the bar moved +1.75 %, 2.09 forecast σ).`,
    condition: { path: 'when', op: '>', truth: 'true' },
    distanceSigma: 2.09,
    firedBefore: 18,
  },
  values: [
    COMPARED_EXAMPLE,
    {
      path: 'when.right',
      label: '1.5',
      words: '1.5',
      unit: '%',
      constant: true,
      previous: 1.5,
      current: 1.5,
    },
  ],
  forecast: {
    horizon: '1d',
    volatilityPct: 0.7453,
    predictedChangePct: 0,
    low90: 1077.88,
    high90: 1105.51,
    confidence: 'high',
    modelKind: 'ridge',
  },
  deliveries: [
    { subscriptionId: 'sns', channel: 'sns', state: 'sent', attempts: 1, at: '2026-11-02T15:04:06.000Z' },
  ],
  source: 'replay',
  createdAt: '2026-11-02T15:04:05.000Z',
};
