import type { KeyTable } from '../compose/keyDesk';
import { isProblem } from '../problems';
import type { KeyOptions } from './keyOptions';
import { type Environment, stageAddress, stagePrefix } from './stageAddress';

/** Where a stage keeps its keys. */
export const keyTableOf = (options: Omit<KeyOptions, 'command'>, env: Environment): KeyTable => ({
  table: `${stagePrefix(options.stage)}-core`,
  ...stageAddress(options, env),
});

/** What went wrong on the way to the table, as a sentence for who typed the command; undefined when it is none of that. */
export function unreachable(error: unknown, { table, endpoint, region }: KeyTable): string | undefined {
  const where = endpoint ?? `AWS in ${region}`;
  const { name = '', message = '' } = error instanceof Error ? error : {};
  if (isProblem(error, 'STORE_UNAVAILABLE')) {
    if (endpoint === undefined) return `${where} does not answer: check --region and the network.`;
    return `Nothing answers at ${where}: start the local stack with npm start, or name another --stage.`;
  }
  if (name === 'ResourceNotFoundException') {
    return `There is no table "${table}" at ${where}: deploy that stage first, or name another --stage or --region.`;
  }
  if (/Credentials|Token|UnrecognizedClient|AccessDenied|InvalidSignature/.test(name)) {
    return `The credentials do not open the table "${table}" at ${where}: ${message}`;
  }
  return undefined;
}
