import { quoted } from '../quoted';
import type { Stage } from './optionValues';

export type Environment = Readonly<Record<string, string | undefined>>;

const LOCAL_REGION = 'us-east-1';

export type StageAddress = {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

/** What the names of a stage's tables and buckets begin with. */
export const stagePrefix = (stage: Stage): string => `stock-price-alerter-${stage}`;

/**
 * Where a stage is. The local stage is the emulator that runs or is named; any other is AWS, or what
 * AWS_ENDPOINT_URL says instead, with the credentials that the AWS SDK finds.
 *
 * Throws  an Error of one sentence where a variable is no address, or no port.
 */
export function stageAddress(
  { stage, region }: { readonly stage: Stage; readonly region: string },
  env: Environment,
): StageAddress {
  const named = endpointIn(env['AWS_ENDPOINT_URL'] || undefined);
  if (stage !== 'local') return { region, endpoint: named };
  return {
    region: LOCAL_REGION,
    endpoint: named ?? `http://127.0.0.1:${portIn(env['CLOUD_PORT'] || '4566')}`,
    credentials: {
      accessKeyId: env['AWS_ACCESS_KEY_ID'] || 'local',
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] || 'local',
    },
  };
}

function endpointIn(text: string | undefined): string | undefined {
  if (text === undefined || (/^https?:/.test(text) && URL.canParse(text))) return text;
  throw new Error(
    `AWS_ENDPOINT_URL ${quoted(text)} is not an address: write it as in http://127.0.0.1:4566, or leave it out.`,
  );
}

function portIn(text: string): string {
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535) return text;
  throw new Error(`CLOUD_PORT ${quoted(text)} is not a port: give a whole number from 1 to 65535.`);
}
