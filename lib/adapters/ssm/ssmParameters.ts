import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { storeAnswer } from '../aws/storeAnswer';

/** Reads a secret by the last part of its name; undefined where there is none. */
export type ReadSecret = (name: string) => Promise<string | undefined>;

/**
 * Secrets of the Systems Manager's parameter store, below a path.
 *
 * Throws  STORE_UNAVAILABLE; what SSM throws where the role may not read them.
 */
export function ssmParameters(client: SSMClient, path: string): ReadSecret {
  return async (name) => {
    const command = new GetParameterCommand({ Name: `${path}/${name}`, WithDecryption: true });
    try {
      const { Parameter } = await storeAnswer('parameters', client.send(command));
      return Parameter?.Value;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  };
}
