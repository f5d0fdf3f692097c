import { resolveIntrinsics } from '../../../../lib/local/resources/resolveIntrinsics';

const resources = {
  Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'core' } },
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': 'models-${AWS::AccountId}' } } },
  Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'fired' } },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work' } },
  Nameless: { Type: 'AWS::SQS::Queue', Properties: {} },
  Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'role' } },
};

describe('resolveIntrinsics', () => {
  it.each([
    ['a table is referred to by its name', { Ref: 'Table' }, 'core'],
    ['a bucket is referred to by its name', { Ref: 'Bucket' }, 'models-000000000000'],
    ['a topic is referred to by its ARN', { Ref: 'Topic' }, 'arn:aws:sns:us-east-1:000000000000:fired'],
    [
      'a queue is referred to by its URL',
      { Ref: 'Queue' },
      'https://sqs.us-east-1.amazonaws.com/000000000000/work',
    ],
    ['the region is a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['an ARN is an attribute', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:us-east-1:000000000000:work'],
    [
      'an attribute can be written with a dot',
      { 'Fn::GetAtt': 'Table.Arn' },
      'arn:aws:dynamodb:us-east-1:000000000000:table/core',
    ],
    ['a queue name is an attribute', { 'Fn::GetAtt': ['Queue', 'QueueName'] }, 'work'],
    ['parts are joined', { 'Fn::Join': ['-', ['a', { Ref: 'Table' }, 1]] }, 'a-core-1'],
    ['names are put into a text', { 'Fn::Sub': '${Bucket.Arn}/*' }, 'arn:aws:s3:::models-000000000000/*'],
    [
      'a text brings names of its own',
      { 'Fn::Sub': ['${x}:${Table}', { x: { Ref: 'Topic' } }] },
      'arn:aws:sns:us-east-1:000000000000:fired:core',
    ],
    ['an escaped name stays', { 'Fn::Sub': '${!Literal}' }, '${Literal}'],
    [
      'everything else is passed through',
      { a: [1, true, null, { b: { Ref: 'Table' } }] },
      { a: [1, true, null, { b: 'core' }] },
    ],
    ['two keys are no intrinsic', { Ref: 'Table', other: 1 }, { Ref: 'Table', other: 1 }],
  ])('%s', (_title, found, expected) => {
    expect(resolveIntrinsics(resources, found)).toEqual(expected);
  });

  it('names what lies in the account it is told', () => {
    const found = [{ Ref: 'Topic' }, { 'Fn::GetAtt': ['Queue', 'Arn'] }, { Ref: 'Bucket' }];
    expect(resolveIntrinsics(resources, found, '123456789012')).toEqual([
      'arn:aws:sns:us-east-1:123456789012:fired',
      'arn:aws:sqs:us-east-1:123456789012:work',
      'models-123456789012',
    ]);
  });

  it.each([
    ['another function is refused', { 'Fn::ImportValue': 'x' }, 'uses "Fn::ImportValue"'],
    [
      'a name that the template lacks is refused',
      { Ref: 'Gone' },
      '"Gone", which the local stack cannot answer: it is not in the template',
    ],
    [
      'a type without a local form is refused',
      { Ref: 'Role' },
      '"Role", which the local stack cannot answer: it is a AWS::IAM::Role',
    ],
    ['an unknown attribute is refused', { 'Fn::GetAtt': ['Table', 'StreamArn'] }, '"Table.StreamArn"'],
    ['a resource without a name is refused', { Ref: 'Nameless' }, 'gives "Nameless" no QueueName'],
    ['an unknown name in a text is refused', { 'Fn::Sub': '${AWS::StackId}' }, '"AWS::StackId"'],
    ['what is no text is not joined', { 'Fn::Join': ['', [{ a: 1 }]] }, 'joins {"a":1}'],
  ])('%s', (_title, found, message) => {
    expect(() => resolveIntrinsics(resources, found)).toThrow(message);
  });
});
