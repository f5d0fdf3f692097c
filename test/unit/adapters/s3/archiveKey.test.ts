import { archiveKey, yearOfKey } from '../../../../lib/adapters/s3/archiveKey';

describe('keys of the archive', () => {
  it.each(['AAPL', '^GSPC', 'acme/DESK', 'DÉSK %2F'])('of "%s" are read as they were written', (series) => {
    const place = { series, interval: '5min', year: 2015 } as const;
    expect(yearOfKey(archiveKey(place))).toEqual(place);
  });

  it.each([
    ['of bytes that are no text', 'bars/%FF/1d/2015.bin'],
    ['with half a sign', 'bars/%2/1d/2015.bin'],
    ['of no series', 'bars//1d/2015.bin'],
    ['in another writing', 'bars/%41/1d/2015.bin'],
    ['of no interval', 'bars/A/2d/2015.bin'],
    ['of no year', 'bars/A/1d/15.bin'],
    ['of something else', 'bars/A/1d/2015.txt'],
    ['of a model', 'models/A/1d/2015.bin'],
  ])('that are %s stand for no year', (_what, key) => {
    expect(yearOfKey(key)).toBeUndefined();
  });
});
