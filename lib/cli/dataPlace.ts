import type { DataPlace } from '../compose/dataDesk';
import { isProblem } from '../problems';
import { quoted } from '../quoted';
import type { DataOptions } from './dataOptions';
import { type Environment, stageAddress, stagePrefix } from './stageAddress';

/** Where a stage keeps its archive, and what is shared by all who ask vendors. */
export const dataPlaceOf = (options: Omit<DataOptions, 'command'>, env: Environment): DataPlace => ({
  ...stageAddress(options, env),
  // On AWS the number of the account stands behind it.
  bucket: options.bucket ?? `${stagePrefix(options.stage)}-models`,
  isWholeName: options.stage === 'local' || options.bucket !== undefined,
  marketTable: `${stagePrefix(options.stage)}-market`,
  opsTable: `${stagePrefix(options.stage)}-ops`,
});

/** What went wrong on the way to the bucket, or to the folder of bars, as a sentence for who typed the command; undefined when it is none of that. */
export function noWayTo(error: unknown, { bucket, endpoint, region }: DataPlace): string | undefined {
  const where = endpoint ?? `AWS in ${region}`;
  const { name = '', message = '' } = error instanceof Error ? error : {};
  if (isProblem(error, 'STORE_UNAVAILABLE')) {
    if (endpoint === undefined) return `${where} does not answer: check --region and the network.`;
    return `Nothing answers at ${where}: start the local stack with npm start, or name another --stage.`;
  }
  if (name === 'NoSuchBucket' || name === 'ResourceNotFoundException')
    return `There is no bucket "${bucket}" with its tables at ${where}: deploy that stage first, or name another --stage, --region or --bucket.`;
  if (
    /Credentials|Token|UnrecognizedClient|AccessDenied|InvalidSignature|SignatureDoesNotMatch|InvalidAccessKeyId/.test(
      name,
    )
  )
    return `The credentials do not open the bucket "${bucket}" at ${where}: ${message}`;
  return unreadFolder(error);
}

/** What a source of files says of the folder that it cannot read; a vendor has none. */
function unreadFolder(error: unknown): string | undefined {
  if (!isProblem(error, 'MARKET_UNAVAILABLE') || !isOfFiles(error.cause)) return undefined;
  const { path, code } = error.cause;
  return `The folder ${quoted(path)} cannot be read (${code}): correct MARKET_DATA_DIR.`;
}

/** Whether a file system has refused something, and says of which place. */
const isOfFiles = (cause: unknown): cause is { readonly path: string; readonly code: string } =>
  cause instanceof Error && 'path' in cause && 'code' in cause;
