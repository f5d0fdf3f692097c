import { asyncCorrelation } from '../../../../lib/adapters/system/asyncCorrelation';
import { powertoolsLog } from '../../../../lib/adapters/system/powertoolsLog';

test('a line names what it belongs to, however requests interleave', async () => {
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  const correlation = asyncCorrelation();
  const log = powertoolsLog('rules', correlation);
  const served = async (id: string) => {
    await Promise.resolve();
    log.info(`served ${id}`);
  };
  await Promise.all(['a', 'b', 'c'].map((id) => correlation.within(id, () => served(id))));
  log.info('outside');
  spy.mockRestore();
  const lines = written.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ message, correlation_id, service }) => [message, correlation_id, service])).toEqual([
    ['served a', 'a', 'rules'],
    ['served b', 'b', 'rules'],
    ['served c', 'c', 'rules'],
    ['outside', undefined, 'rules'],
  ]);
});
