import { openCursor, sealCursor } from '../../../../lib/entry/http/cursor';

const bond = {
  caller: { tenant: 'local', cursorKey: 'k1' },
  route: 'listAlerts',
  filters: { symbol: '^GSPC', state: undefined },
};
const cursor = sealCursor(bond, 'place/7');

test('a cursor opens for the list it was sealed for', () => {
  expect(openCursor(bond, cursor)).toBe('place/7');
});

test('a filter that is absent is the same as one that is undefined', () => {
  expect(openCursor({ ...bond, filters: { symbol: '^GSPC' } }, cursor)).toBe('place/7');
});

test.each([
  ['another route', { ...bond, route: 'listRules' }, cursor],
  ['another filter', { ...bond, filters: { symbol: 'SPY' } }, cursor],
  ['one filter more', { ...bond, filters: { symbol: '^GSPC', state: 'failed' } }, cursor],
  ['another tenant', { ...bond, caller: { tenant: 'local-2', cursorKey: 'k1' } }, cursor],
  ['another key', { ...bond, caller: { tenant: 'local', cursorKey: 'k2' } }, cursor],
  ['another place', bond, `${Buffer.from('place/8').toString('base64url')}.${cursor.split('.')[1]}`],
  ['a cut mac', bond, cursor.slice(0, -2)],
  ['something behind it', bond, `${cursor}.x`],
  ['padding', bond, `${cursor}=`],
  ['no mac', bond, cursor.split('.')[0]!],
  ['nonsense', bond, '../..'],
  ['nothing', bond, ''],
])('%s is refused', (_, other, text) => {
  expect(() => openCursor(other, text)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
});
