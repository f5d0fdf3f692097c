import { isOutage, statusOf } from '../../../../lib/adapters/aws/isOutage';
import { sdkError } from '../../../support/answering';

describe('isOutage', () => {
  it.each([
    { error: sdkError('InternalServerError', 500), law: 'an answer of 500' },
    { error: sdkError('ServiceUnavailable', 503), law: 'an answer of 503' },
    { error: sdkError('Whatever', 429), law: 'an answer of 429' },
    { error: sdkError('ProvisionedThroughputExceededException', 400), law: 'throughput spent, at 400' },
    { error: sdkError('ThrottlingException', 400), law: 'throttling, at 400' },
    { error: sdkError('ThrottledException', 400), law: 'throttling by SNS, at 400' },
    { error: sdkError('SlowDown', 400), law: 'S3 asking to slow down' },
    { error: sdkError('ExpiredTokenException', 403), law: 'a token that ran out under way' },
    { error: sdkError('TimeoutError'), law: 'no answer in time' },
    { error: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), law: 'nobody listening' },
    { error: Object.assign(new Error('x'), { code: 'ECONNRESET' }), law: 'a connection cut' },
    { error: Object.assign(new Error('x'), { code: 'ENOTFOUND' }), law: 'an address without a host' },
    {
      error: Object.assign(new SyntaxError('<html>'), { $response: { statusCode: 502 } }),
      law: 'an unreadable answer of 502',
    },
  ])('says yes to $law', ({ error }) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([
    { error: sdkError('ValidationException', 400), law: 'a malformed request' },
    { error: sdkError('ResourceNotFoundException', 400), law: 'a table that is not there' },
    { error: sdkError('AccessDeniedException', 403), law: 'a missing permission' },
    { error: sdkError('NoSuchKey', 404), law: 'a missing object' },
    { error: new TypeError('x is undefined'), law: 'a bug' },
    { error: 'ECONNRESET', law: 'a text' },
    { error: undefined, law: 'nothing' },
    { error: null, law: 'null' },
  ])('says no to $law', ({ error }) => {
    expect(isOutage(error)).toBe(false);
  });
});

describe('statusOf', () => {
  it.each([
    { error: sdkError('X', 404), expected: 404, law: 'the status of an answer' },
    { error: { $response: { statusCode: 502 } }, expected: 502, law: 'the status of an unreadable answer' },
    { error: sdkError('TimeoutError'), expected: undefined, law: 'nothing where no answer came' },
    { error: new Error('x'), expected: undefined, law: 'nothing of another error' },
    { error: undefined, expected: undefined, law: 'nothing of nothing' },
  ])('answers $law', ({ error, expected }) => {
    expect(statusOf(error)).toBe(expected);
  });
});
