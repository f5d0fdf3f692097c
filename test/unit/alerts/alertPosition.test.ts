import { alertIdAt, alertPosition } from '../../../lib/alerts/alertPosition';

describe('alertPosition', () => {
  it('sorts as text as closes and ids do', () => {
    const positions = [
      { barClosedAt: 5, id: 'z' },
      { barClosedAt: 999_999_999_999, id: 'a' },
      { barClosedAt: 1_000_000_000_000, id: 'a' },
      { barClosedAt: 1_000_000_000_000, id: 'b' },
    ].map(alertPosition);
    expect([...positions].sort()).toEqual(positions);
  });

  it('tells the id that stands there', () => {
    expect(alertIdAt(alertPosition({ barClosedAt: 1_217_620_800_000, id: 'ab#c' }))).toBe('ab#c');
  });
});
