import { logFailure } from '../../../lib/entry/logFailure';

test('where there is no log a failure is a line of JSON, without the secrets in it', () => {
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const depsOf = () => {
    throw new Error('not composed');
  };
  logFailure(depsOf, 'request failed', { reason: 'Invalid "you@example.com"' });
  const lines = written.mock.calls.map(([line]) => String(line));
  written.mockRestore();
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toEqual({
    level: 'ERROR',
    message: 'request failed',
    reason: 'Invalid "[e-mail]"',
  });
});
