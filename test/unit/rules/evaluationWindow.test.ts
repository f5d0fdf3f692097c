import { evaluationWindow } from '../../../lib/rules/evaluationWindow';
import { frameOf, slotsOf } from '../../support/series';

describe('the window of a frame', () => {
  const frame = frameOf(slotsOf('100 101 102 103'));

  it('is the same for every rule that looks back as far', () => {
    expect(evaluationWindow(frame, 3)).toBe(evaluationWindow(frame, 3));
    expect(evaluationWindow(frame, 2)).not.toBe(evaluationWindow(frame, 3));
  });

  it('ends with the current slot', () => {
    expect(evaluationWindow(frame, 2).slots).toEqual(frame.slots.slice(-2));
  });

  it('is the whole of a shorter frame', () => {
    expect(evaluationWindow(frame, 9).slots).toEqual(frame.slots);
    expect(evaluationWindow(frame, 9)).toBe(evaluationWindow(frame, 4));
  });

  it('is empty for a frame without slots', () => {
    expect(evaluationWindow(frameOf([]), 4)).toMatchObject({ slots: [], firstKnown: 0 });
  });

  it('is not that of a frame from which another was copied', () => {
    const first = evaluationWindow(frame, 4);
    const copy = { ...frame, slots: slotsOf('1 2 3 4') };
    expect(evaluationWindow(copy, 4).slots).toEqual(copy.slots);
    expect(evaluationWindow(frame, 4).slots).toEqual(first.slots);
  });
});
