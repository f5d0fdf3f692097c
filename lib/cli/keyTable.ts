import type { KeyTable } from '../compose/keyDesk';
import { isProblem } from '../problems';
import type { KeyOptions } from './keyOptions';

type Environment = Readonly<Record<string, string | undefined>>;

const LOCAL_REGION = 'us-east-1';

/**
 * Where a stage keeps its keys. The local stage is the emulator that runs or is named; any other is AWS, or what
 * AWS_ENDPOINT_URL says instead, with the credentials that the AWS SDK finds.
 */
export function keyTableOf({ stage, region }: Omit<KeyOptions, 'command'>, env: Environment): KeyTable {
  const table = `stock-price-alerter-${stage}-core`;
  const named = env['AWS_ENDPOINT_URL'] || undefined;
  if (stage !== 'local') return { table, region, endpoint: named };
  return {
    table,
    region: LOCAL_REGION,
    endpoint: named ?? `http://127.0.0.1:${env['CLOUD_PORT'] || '4566'}`,
    credentials: {
      accessKeyId: env['AWS_ACCESS_KEY_ID'] || 'local',
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] || 'local',
    },
  };
}

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
