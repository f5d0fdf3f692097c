import { ROUTES } from '../../../lib/entry/contract/routes';
import { MIX } from '../../load/mix';
import { numberOption } from '../../load/options';

const steps = MIX.flatMap((journey) => journey.steps);

describe('the mix of the load', () => {
  test('asks routes that there are', () => {
    const known = new Set(ROUTES.map(({ method, path }) => `${method} ${path}`));
    expect(steps.map(({ route }) => route).filter((route) => !known.has(route))).toEqual([]);
  });

  test('stays well below the 200 requests a second that the local stack allows a key', () => {
    expect(MIX.reduce((sum, { perSecond }) => sum + perSecond, 0)).toBe(56);
  });

  test('deletes what it makes', () => {
    const routes = steps.map(({ route }) => route);
    const made = routes.filter((route) => /^POST \/v1\/(rules|watchlists)$/.test(route));
    expect(made.map((route) => `${route.replace('POST', 'DELETE')}/{id}`)).toEqual(
      routes.filter((route) => route.startsWith('DELETE')),
    );
  });
});

describe('the number on the command line', () => {
  test.each([
    ['is taken', ['--seconds', '5'], 5],
    ['is what is usual where none stands', [], 60],
  ])('%s', (_, argv, number) => {
    expect(numberOption(argv, 'seconds', 60)).toBe(number);
  });

  test.each([
    ['0', /--seconds "0" is not a whole number above 0/],
    ['soon', /--seconds "soon" is not a whole number/],
  ])('%s is refused', (text, message) => {
    expect(() => numberOption(['--seconds', text], 'seconds', 60)).toThrow(message);
  });

  test('is refused under another name', () => {
    expect(() => numberOption(['--minutes', '5'], 'seconds', 60)).toThrow(/Unknown option/);
  });
});
