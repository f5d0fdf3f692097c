import { mappingsOf } from '../../../lib/local/mappings';

const resources = { Work: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work' } } };
const arn = { 'Fn::GetAtt': ['Work', 'Arn'] };
const template = (...queues: unknown[]) => ({
  resources,
  functions: [{ key: 'worker', name: 'app-local-worker', environment: {}, queues }],
});
const mapping = {
  queueUrl: 'http://cloud/000000000000/work',
  queueArn: 'arn:aws:sqs:us-east-1:000000000000:work',
  functionName: 'app-local-worker',
  batchSize: 10,
  reportsFailures: false,
};

describe('mappingsOf', () => {
  it.each<[string, unknown, object[]]>([
    ['an event with its ARN alone has the defaults', arn, [mapping]],
    ['an event names its batch', { arn, batchSize: 5 }, [{ ...mapping, batchSize: 5 }]],
    [
      'an event asks for failures',
      { arn, functionResponseType: 'ReportBatchItemFailures' },
      [{ ...mapping, reportsFailures: true }],
    ],
    ['a disabled event maps nothing', { arn, enabled: false }, []],
  ])('%s', (_title, event, expected) => {
    expect(mappingsOf(template(event), 'http://cloud')).toEqual(expected);
  });

  it('finds the queue in the account it is told', () => {
    const [found] = mappingsOf(template(arn), 'http://cloud', '123456789012');
    expect([found?.queueUrl, found?.queueArn]).toEqual([
      'http://cloud/123456789012/work',
      'arn:aws:sqs:us-east-1:123456789012:work',
    ]);
  });

  it('refuses what is no queue', () => {
    expect(() => mappingsOf(template('arn:aws:sns:us-east-1:000000000000:topic'), 'http://cloud')).toThrow(
      'The queue of app-local-worker is "arn:aws:sns:us-east-1:000000000000:topic", which is no queue\'s ARN.',
    );
  });
});
