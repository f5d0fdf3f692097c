import { NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { s3ModelStore } from '../../../../lib/adapters/s3/s3ModelStore';
import { answering, sdkError } from '../../../support/answering';

const storeOf = (...answers: readonly (object | Error)[]) => {
  const { client, sent } = answering<S3Client>(...answers);
  return { store: s3ModelStore(client, 'models'), sent };
};

describe('a model store before S3', () => {
  it('has nothing where S3 knows no key', async () => {
    const { store } = storeOf(new NoSuchKey({ message: 'no', $metadata: { httpStatusCode: 404 } }));
    expect(await store.get('m.json')).toBeUndefined();
  });

  it('puts JSON into its bucket', async () => {
    const { store, sent } = storeOf({});
    await store.put('m.json', '{}');
    expect(sent).toEqual([{ Bucket: 'models', Key: 'm.json', Body: '{}', ContentType: 'application/json' }]);
  });

  it('says STORE_UNAVAILABLE when S3 asks to slow down', async () => {
    const slowDown = sdkError('SlowDown', 503);
    const { store } = storeOf(slowDown, slowDown);
    await expect(store.get('m.json')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: slowDown });
    await expect(store.put('m.json', '{}')).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      cause: slowDown,
    });
  });

  it('says STORE_UNAVAILABLE when the connection breaks while the model is read', async () => {
    const cut = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    const { store } = storeOf({ Body: { transformToString: () => Promise.reject(cut) } });
    await expect(store.get('m.json')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: cut });
  });

  it('does not take a missing permission for a missing model', async () => {
    const denied = sdkError('AccessDenied', 403);
    await expect(storeOf(denied).store.get('m.json')).rejects.toBe(denied);
  });
});
