import { barQuality } from '../../../lib/market/barQuality';
import { rawBar } from '../../support/rawBars';

describe('barQuality', () => {
  it('flags a bar without volume', () => {
    expect(barQuality({ ...rawBar(0), volume: 0 })).toEqual(['zeroVolume']);
  });

  it('notes nothing about a traded bar', () => {
    expect(barQuality({ ...rawBar(0), volume: 1 })).toEqual([]);
  });
});
