import { ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { ssmParameters } from '../../../../lib/adapters/ssm/ssmParameters';
import { answering, sdkError } from '../../../support/answering';

const readerOf = (...answers: readonly (object | Error)[]) => {
  const { client, sent } = answering<SSMClient>(...answers);
  return { read: ssmParameters(client, '/stack/vendors'), sent };
};

describe('a secret of the parameter store', () => {
  it('is read decrypted, below its path', async () => {
    const { read, sent } = readerOf({ Parameter: { Value: 'key' } });
    expect(await read('FMP_API_KEY')).toBe('key');
    expect(sent).toEqual([{ Name: '/stack/vendors/FMP_API_KEY', WithDecryption: true }]);
  });

  it('is undefined where there is none', async () => {
    const { read } = readerOf(new ParameterNotFound({ message: 'no', $metadata: { httpStatusCode: 400 } }));
    expect(await read('FMP_API_KEY')).toBeUndefined();
  });

  it('is not known while the store does not answer', async () => {
    const slowDown = sdkError('ThrottlingException', 400);
    await expect(readerOf(slowDown).read('FMP_API_KEY')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('that may not be read is not missing', async () => {
    const denied = sdkError('AccessDeniedException', 400);
    await expect(readerOf(denied).read('FMP_API_KEY')).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('"/stack/vendors/FMP_API_KEY" may not be read'),
      cause: denied,
    });
  });
});
