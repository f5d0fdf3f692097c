import { keyTableOf, unreachable } from '../../../lib/cli/keyTable';
import { Problem } from '../../../lib/problems';
import { sdkError } from '../../support/answering';

const LOCAL = { stage: 'local', region: 'eu-central-1' } as const;
const PROD = { stage: 'prod', region: 'eu-central-1' } as const;
const EMBEDDED = { accessKeyId: 'local', secretAccessKey: 'local' };

describe('the table of keys', () => {
  test.each([
    {
      law: 'is that of the local stack where nothing is said',
      options: LOCAL,
      env: { AWS_ENDPOINT_URL: '' },
      expected: { endpoint: 'http://127.0.0.1:4566', credentials: EMBEDDED },
    },
    {
      law: 'is on the port that the stack was started with',
      options: LOCAL,
      env: { CLOUD_PORT: '5876' },
      expected: { endpoint: 'http://127.0.0.1:5876', credentials: EMBEDDED },
    },
    {
      law: 'is in the emulator that is named, with its credentials',
      options: LOCAL,
      env: {
        AWS_ENDPOINT_URL: 'http://127.0.0.1:5999',
        CLOUD_PORT: '5876',
        AWS_ACCESS_KEY_ID: 'a',
        AWS_SECRET_ACCESS_KEY: 'b',
      },
      expected: {
        endpoint: 'http://127.0.0.1:5999',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      },
    },
  ])('$law', ({ options, env, expected }) => {
    const standing = { table: 'stock-price-alerter-local-core', region: 'us-east-1' };
    expect(keyTableOf(options, env)).toEqual({ ...standing, ...expected });
  });

  test('is on AWS for another stage, with the credentials that the SDK finds', () => {
    const env = { CLOUD_PORT: '5876', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    expect(keyTableOf(PROD, env)).toEqual({
      table: 'stock-price-alerter-prod-core',
      region: 'eu-central-1',
      endpoint: undefined,
    });
  });
});

describe('a table that cannot be opened', () => {
  const local = keyTableOf(LOCAL, {});
  const prod = keyTableOf(PROD, {});

  test.each([
    [
      new Problem('STORE_UNAVAILABLE', 'x'),
      local,
      'Nothing answers at http://127.0.0.1:4566: start the local stack with npm start, or name another --stage.',
    ],
    [
      new Problem('STORE_UNAVAILABLE', 'x'),
      prod,
      'AWS in eu-central-1 does not answer: check --region and the network.',
    ],
    [
      sdkError('ResourceNotFoundException', 400),
      prod,
      'There is no table "stock-price-alerter-prod-core" at AWS in eu-central-1: deploy that stage first, or name another --stage or --region.',
    ],
    [
      sdkError('CredentialsProviderError'),
      prod,
      'The credentials do not open the table "stock-price-alerter-prod-core" at AWS in eu-central-1: CredentialsProviderError happened',
    ],
    [
      sdkError('AccessDeniedException', 400),
      prod,
      'The credentials do not open the table "stock-price-alerter-prod-core" at AWS in eu-central-1: AccessDeniedException happened',
    ],
    [new Problem('NOT_FOUND', 'x'), local, undefined],
    [new TypeError('a bug'), local, undefined],
    ['thrown', local, undefined],
  ])('%s is said in a sentence, and nothing else is', (error, table, sentence) => {
    expect(unreachable(error, table)).toBe(sentence);
  });
});
