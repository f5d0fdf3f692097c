/** Symbols whose bars a simulator makes: they are named so that nobody takes them for quotes. */
export const SIMULATED_SYMBOLS = [
  'DEMO.A',
  'DEMO.B',
  'DEMO.C',
  'DEMO.D',
  'DEMO.E',
  'DEMO.F',
  'DEMO.G',
  'DEMO.H',
] as const;

/** What the simulator plays: from its first session, which has none before it, to the last that the calendar knows. */
export const SIMULATION = {
  firstSession: '2022-01-03',
  lastSession: '2100-12-31',
  /** From which on it is played unless another is configured: it has two years of bars by then. */
  usualStart: '2024-01-02',
  barsPerSession: 78,
} as const;

/** Whether a series is a simulator's. */
export const isSimulated = (series: string): boolean =>
  (SIMULATED_SYMBOLS as readonly string[]).includes(series);
