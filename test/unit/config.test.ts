import { PARTS, readConfig } from '../../lib/config';

describe('readConfig', () => {
  it('reads numbers as numbers and leaves out what is optional', () => {
    const env = {
      CORE_TABLE: 'core',
      DELIVERY_LEASE_MS: '30000',
      OUTBOX_DUE_MS: '60000',
      DELIVERY_GIVE_UP_MS: '1',
    };
    expect(readConfig({ ...PARTS.aws, ...PARTS.core, ...PARTS.timing }, env)).toEqual({
      CORE_TABLE: 'core',
      DELIVERY_LEASE_MS: 30_000,
      OUTBOX_DUE_MS: 60_000,
      DELIVERY_GIVE_UP_MS: 1,
    });
  });

  it('names every bad variable at once, an empty one as missing, and shows no value', () => {
    const env = { CORE_TABLE: '', REPLAY_START: 'soon', DELIVERY_LEASE_MS: 'secret', OUTBOX_DUE_MS: '1' };
    const shape = { ...PARTS.core, ...PARTS.timing, REPLAY_START: PARTS.source.REPLAY_START };
    let problem: unknown;
    try {
      readConfig(shape, env);
    } catch (error) {
      problem = error;
    }
    expect(problem).toMatchObject({ code: 'CONFIG_INVALID' });
    const { details, message } = problem as { details: { path: string; message: string }[]; message: string };
    expect(details.map(({ path, message }) => [path, message === 'is missing'])).toEqual([
      ['CORE_TABLE', true],
      ['DELIVERY_LEASE_MS', false],
      ['DELIVERY_GIVE_UP_MS', true],
      ['REPLAY_START', false],
    ]);
    expect(message).not.toMatch(/soon|secret/);
  });
});
