import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { confirmEmail } from '../../../lib/local/confirmEmail';
import { StartProblem } from '../../../lib/local/startProblem';
import { startEndpoint } from '../../support/endpoint';

const ADDRESS = 'you@example.com';

/** A port on which nothing listens. */
async function deadUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const mailTo = (to: string, text: string) => ({
  id: '1',
  channel: 'email' as const,
  to,
  text,
  alertIds: [],
  receivedAt: '2026-11-23T22:45:09.176Z',
});

const mailboxWith = (...texts: readonly string[]) => ({
  items: () => texts.map((text) => mailTo(ADDRESS, text)),
});

const LINK = '/confirmation.html?TopicArn=arn%3Aaws&Token=abc';

describe('the link of a confirmation mail', () => {
  it.each([
    ['works', 200, true],
    ['does not work where its subscription is gone', 400, false],
  ])('%s', async (_law, status, isConfirmed) => {
    const cloud = await startEndpoint(status);
    const url = new URL(cloud.url).origin;
    expect(await confirmEmail({ url, mailbox: mailboxWith(`Visit\n${url}${LINK}\n`) })(ADDRESS)).toBe(
      isConfirmed,
    );
    expect(cloud.received).toHaveLength(1);
    await cloud.close();
  });

  it('is followed where the cloud is now, wherever that was when the mail came', async () => {
    const cloud = await startEndpoint(200);
    const url = new URL(cloud.url).origin;
    const mailbox = mailboxWith(`Visit\n${await deadUrl()}${LINK}\n`);
    expect(await confirmEmail({ url, mailbox })(ADDRESS)).toBe(true);
    await cloud.close();
  });

  it('is not looked for in mails to others', async () => {
    const mailbox = { items: () => [mailTo('other@example.com', `Visit http://127.0.0.1:1${LINK}`)] };
    expect(await confirmEmail({ url: 'http://127.0.0.1:1', mailbox })(ADDRESS)).toBe(false);
  });

  it('that nothing answers is one sentence', async () => {
    const url = await deadUrl();
    const following = confirmEmail({ url, mailbox: mailboxWith(`Visit\n${url}${LINK}\n`) })(ADDRESS);
    const sentence =
      /^The link that confirms you@example\.com cannot be followed \(.*ECONNREFUSED.*\): .+\.$/;
    await expect(following).rejects.toThrow(sentence);
    await expect(following).rejects.toBeInstanceOf(StartProblem);
  });
});
