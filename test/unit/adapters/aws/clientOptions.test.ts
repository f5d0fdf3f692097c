import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clientOptions } from '../../../../lib/adapters/aws/clientOptions';

/** A table that answers only when so many have asked, or after two seconds what has come by then. */
async function patientTable(most: number) {
  const waiting: (() => void)[] = [];
  const answerAll = () => {
    for (const answer of waiting.splice(0)) answer();
  };
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume();
    waiting.push(() => response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}'));
    if (waiting.length === most) answerAll();
    else setTimeout(answerAll, 2_000).unref();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('requests that are many at once are sent, not taken for those of a silent peer', async () => {
  const many = 100;
  const table = await patientTable(many);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const options = clientOptions({ endpoint: table.endpoint, region: 'us-east-1', credentials });
  const client = new DynamoDBClient({ ...options, maxAttempts: 1 });
  const get = new GetItemCommand({ TableName: 'core', Key: { PK: { S: 'a' }, SK: { S: 'b' } } });
  const answers = await Promise.allSettled(Array.from({ length: many }, () => client.send(get)));
  table.close();
  client.destroy();
  expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(table.asked()).toBe(many);
});
