import { dataPlaceOf, noWayTo } from '../../../lib/cli/dataPlace';
import { Problem } from '../../../lib/problems';

const LOCAL = { stage: 'local', region: 'us-east-1', bucket: undefined } as const;
const PROD = { stage: 'prod', region: 'eu-central-1', bucket: undefined } as const;

test('the local archive lies in the bucket of models of the stack that runs', () => {
  expect(dataPlaceOf(LOCAL, { CLOUD_PORT: '5000' })).toEqual({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:5000',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    bucket: 'stock-price-alerter-local-models',
    isWholeName: true,
    marketTable: 'stock-price-alerter-local-market',
    opsTable: 'stock-price-alerter-local-ops',
  });
});

test('on AWS the number of the account stands behind the name of the bucket, unless it is given', () => {
  const place = { endpoint: undefined, region: 'eu-central-1', bucket: 'stock-price-alerter-prod-models' };
  expect(dataPlaceOf(PROD, {})).toMatchObject({ ...place, isWholeName: false });
  expect(dataPlaceOf({ ...PROD, bucket: 'mine' }, {})).toMatchObject({ bucket: 'mine', isWholeName: true });
});

test.each<[Record<string, string>, string]>([
  [{ CLOUD_PORT: 'abc' }, 'CLOUD_PORT "abc" is not a port: give a whole number from 1 to 65535.'],
  [{ CLOUD_PORT: '0' }, 'CLOUD_PORT "0" is not a port: give a whole number from 1 to 65535.'],
  [{ CLOUD_PORT: '65536' }, 'CLOUD_PORT "65536" is not a port: give a whole number from 1 to 65535.'],
  [
    { AWS_ENDPOINT_URL: '127.0.0.1:4566' },
    'AWS_ENDPOINT_URL "127.0.0.1:4566" is not an address: write it as in http://127.0.0.1:4566, or leave it out.',
  ],
  [
    { AWS_ENDPOINT_URL: 'http://a b' },
    'AWS_ENDPOINT_URL "http://a b" is not an address: write it as in http://127.0.0.1:4566, or leave it out.',
  ],
])('%j is refused in a sentence that names it', (env, sentence) => {
  expect(() => dataPlaceOf(LOCAL, env)).toThrow(new Error(sentence));
});

test('an address that is named is that of the local stage, whatever its port is', () => {
  const named = { AWS_ENDPOINT_URL: 'http://emulator:5000', CLOUD_PORT: 'abc' };
  expect(dataPlaceOf(LOCAL, named).endpoint).toBe('http://emulator:5000');
});

const named = (name: string, message = 'no') => Object.assign(new Error(message), { name });

test.each<[unknown, string | undefined]>([
  [
    new Problem('STORE_UNAVAILABLE', 'gone'),
    'Nothing answers at http://127.0.0.1:4566: start the local stack with npm start, or name another --stage.',
  ],
  [
    named('NoSuchBucket'),
    'There is no bucket "stock-price-alerter-local-models" with its tables at http://127.0.0.1:4566: deploy that stage first, or name another --stage, --region or --bucket.',
  ],
  [
    named('AccessDenied', 'not you'),
    'The credentials do not open the bucket "stock-price-alerter-local-models" at http://127.0.0.1:4566: not you',
  ],
  [
    new Problem('MARKET_UNAVAILABLE', 'no folder', {
      cause: Object.assign(new Error('no'), { code: 'ENOENT', path: '/no/bars' }),
    }),
    'The folder "/no/bars" cannot be read (ENOENT): correct MARKET_DATA_DIR.',
  ],
  [new Problem('MARKET_UNAVAILABLE', 'a vendor is down', { cause: new Error('hung up') }), undefined],
  [new Problem('BARS_INVALID', 'damaged'), undefined],
  [new Error('a bug'), undefined],
  ['text', undefined],
])('%s on the way is said as it helps', (error, sentence) => {
  expect(noWayTo(error, dataPlaceOf(LOCAL, {}))).toBe(sentence);
});

test('AWS that does not answer is said with its region', () => {
  const gone = new Problem('STORE_UNAVAILABLE', 'gone');
  expect(noWayTo(gone, dataPlaceOf(PROD, {}))).toBe(
    'AWS in eu-central-1 does not answer: check --region and the network.',
  );
});
