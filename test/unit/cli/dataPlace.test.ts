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
