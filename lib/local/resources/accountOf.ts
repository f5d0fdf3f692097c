import { clientOptions } from './clientOptions';
import { EMBEDDED_ACCOUNT } from './resolveIntrinsics';

const LIMIT_MS = 5000;

/**
 * The account that an emulator puts these credentials into: it stands in ARNs and in the addresses of queues.
 *
 * Edge    an emulator that does not know STS has the account that most have.
 */
export async function accountOf(endpoint: string): Promise<string> {
  const { credentials, region } = clientOptions(endpoint);
  // Emulators tell the service by the scope of the credentials, and look at no signature.
  const scope = `${credentials.accessKeyId}/20260101/${region}/sts/aws4_request`;
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    return /<Account>(\d{12})<\/Account>/.exec(await answer.text())?.[1] ?? EMBEDDED_ACCOUNT;
  } catch {
    // Whether anybody listens there is asked before.
    return EMBEDDED_ACCOUNT;
  }
}
