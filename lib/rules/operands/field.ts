import type { Bar } from '../../market/bar';
import type { Interval } from '../../market/interval';
import type { EvaluationWindow } from '../frame';
import { absence, cell } from '../evaluationWindow';
import { GAP_SLOTS } from '../lookback';
import type { Reading } from '../reading';
import type { Field } from '../rule';
import { spanLength } from '../spanLength';
import type { Operand } from './operand';
import { YEAR_SESSIONS, yearExtreme } from './yearExtreme';
import { sessionOpen, previousClose } from './sessionFields';

type FieldKind = {
  readonly words: string;
  /** Sessions before the current one that the field looks back on; absent for the bar's own readings. */
  readonly sessions?: number;
  readonly at: (window: EvaluationWindow, index: number) => Reading;
};

/** A reading of the bar itself. */
const own = (words: string, read: (bar: Bar) => number): FieldKind => ({
  words,
  at: (window, index) => {
    const bar = window.slots[index]?.bar;
    return bar === undefined ? (absence(window, index) ?? 'missingBar') : read(bar);
  },
});

/** As `own`, of prices of single trades: unknown unless they are believed. */
const print = (words: string, read: (bar: Bar) => number): FieldKind => {
  const { at } = own(words, read);
  return { words, at: (window, index) => (window.slots[index]?.doubted ? 'unconfirmed' : at(window, index)) };
};

/** Every field: a reading of the bar itself, or of the sessions up to it. */
const FIELD_KINDS: Readonly<Record<Field, FieldKind>> = {
  open: print('open', (bar) => bar.open),
  high: print('high', (bar) => bar.high),
  low: print('low', (bar) => bar.low),
  close: own('close', (bar) => bar.close),
  volume: own('volume', (bar) => bar.volume),
  hl2: print('the middle of high and low', (bar) => (bar.high + bar.low) / 2),
  prev_close: { words: 'the previous close', sessions: 4, at: previousClose },
  day_open: { words: "the day's open", sessions: 1, at: sessionOpen },
  high_52w: { words: 'the 52-week high', sessions: YEAR_SESSIONS, at: yearExtreme('high') },
  low_52w: { words: 'the 52-week low', sessions: YEAR_SESSIONS, at: yearExtreme('low') },
};

/** A field of the rule's own symbol. */
export function field(name: Field, interval: Interval): Operand {
  const { words, sessions, at } = FIELD_KINDS[name];
  const lookback = sessions === undefined ? 1 : sessions * spanLength('1d', interval) + 1 + GAP_SLOTS;
  const read: Operand['at'] =
    sessions === undefined
      ? at
      : (window, index) => cell(window, { key: name, index }, () => at(window, index));
  return { key: name, label: name, words, lookback, horizonsBars: [], at: read };
}
