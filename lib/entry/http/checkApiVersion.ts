import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../../problems';
import { API_VERSION } from '../contract/envelope';
import { sentHeaderOf } from './headerOf';
import { quoted } from '../../quoted';

/** Throws INPUT_API_VERSION when the caller asks for a version that we do not speak. */
export function checkApiVersion(event: APIGatewayProxyEventV2): void {
  const asked = sentHeaderOf(event, 'api-version');
  if (asked === undefined || asked.trim() === API_VERSION) return;
  throw new Problem(
    'INPUT_API_VERSION',
    `Api-Version is ${quoted(asked)}; send "${API_VERSION}" or leave it out.`,
  );
}
