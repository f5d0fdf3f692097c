import { createResources } from '../../../lib/local/resources';
import { queueAttributes } from '../../../lib/local/resources/createQueue';

const NOBODY = 'http://127.0.0.1:9';

describe('createResources', () => {
  it('refuses a type that it cannot create, before it creates anything', async () => {
    const resources = {
      Table: { Type: 'AWS::DynamoDB::Table' },
      Cache: { Type: 'AWS::ElastiCache::CacheCluster' },
    };
    await expect(createResources(NOBODY, resources)).rejects.toThrow(
      'The template\'s "Cache" is a AWS::ElastiCache::CacheCluster, which the local stack cannot create.',
    );
  });

  it('passes over what only guards or records on AWS', async () => {
    const types = [
      'AWS::IAM::Role',
      'AWS::SQS::QueuePolicy',
      'AWS::CloudWatch::Alarm',
      'AWS::Logs::LogGroup',
    ];
    const resources = Object.fromEntries(types.map((Type) => [Type, { Type }]));
    await expect(createResources(NOBODY, resources)).resolves.toBeUndefined();
  });
});

describe('queueAttributes', () => {
  it('takes what changes how messages travel, as text', () => {
    const properties = {
      QueueName: 'work',
      VisibilityTimeout: 30,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { deadLetterTargetArn: 'arn', maxReceiveCount: 5 },
    };
    expect(queueAttributes(properties)).toEqual({
      VisibilityTimeout: '30',
      RedrivePolicy: '{"deadLetterTargetArn":"arn","maxReceiveCount":5}',
    });
  });
});
