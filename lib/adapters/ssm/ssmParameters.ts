import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { Problem } from '../../problems';
import { storeAnswer } from '../aws/storeAnswer';

const isDenied = (error: unknown): boolean =>
  error instanceof Error && error.name === 'AccessDeniedException';

/** Reads a secret by the last part of its name; undefined where there is none. */
export type ReadSecret = (name: string) => Promise<string | undefined>;

/**
 * Secrets of the Systems Manager's parameter store, below a path.
 *
 * Throws  STORE_UNAVAILABLE; CONFIG_INVALID where the role may not read them.
 */
export function ssmParameters(client: SSMClient, path: string): ReadSecret {
  return async (name) => {
    const command = new GetParameterCommand({ Name: `${path}/${name}`, WithDecryption: true });
    try {
      const { Parameter } = await storeAnswer('parameters', client.send(command));
      return Parameter?.Value;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      if (!isDenied(error)) throw error;
      throw new Problem(
        'CONFIG_INVALID',
        `The parameter "${path}/${name}" may not be read: allow the function ssm:GetParameter on it.`,
        { cause: error },
      );
    }
  };
}
