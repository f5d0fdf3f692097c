import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMailbox } from '../../../../lib/local/cloud/mailbox';
import { removeTemporaryFolders, temporaryFolder } from '../../../support/temporaryFolder';

afterEach(removeTemporaryFolders);

const message = {
  channel: 'email' as const,
  to: 'you@example.com',
  subject: 'S',
  text: 'T',
  alertIds: ['a1'],
};
const inFolder = () => join(temporaryFolder(), 'mailbox.jsonl');

describe('openMailbox', () => {
  it('keeps messages, oldest first, and never merges two that are the same', () => {
    const file = inFolder();
    const mailbox = openMailbox(file);
    mailbox.receive(message);
    mailbox.receive(message);
    mailbox.receive({ channel: 'sms', to: '+1555', text: 'short', alertIds: [] });
    const found = openMailbox(file).items();
    expect(found).toEqual(mailbox.items());
    expect(found.map(({ text }) => text)).toEqual(['T', 'T', 'short']);
    expect(new Set(found.map(({ id }) => id)).size).toBe(3);
    expect(found[0]).toEqual({ id: found[0]?.id, ...message, receivedAt: found[0]?.receivedAt });
  });

  it('drops a last line that was being written when the process died', () => {
    const file = inFolder();
    openMailbox(file).receive(message);
    const whole = readFileSync(file, 'utf8');
    appendFileSync(file, whole.slice(0, 30));
    expect(openMailbox(file).items()).toHaveLength(1);
    expect(readFileSync(file, 'utf8')).toBe(whole);
  });

  it.each([
    ['a line that is no JSON', 'xx'],
    ['a line that is no message', '{"id":"1"}'],
    ['a line that is null', 'null'],
  ])('names %s', (_title, line) => {
    const file = inFolder();
    openMailbox(file).receive(message);
    appendFileSync(file, `${line}\n`);
    expect(() => openMailbox(file)).toThrow('is damaged (mailbox.jsonl, line 2 is not a message)');
  });

  it('begins with an empty file, whose absence a later start would notice', () => {
    const file = inFolder();
    openMailbox(file);
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('tells its listeners until they stop listening', () => {
    const mailbox = openMailbox(undefined);
    const heard: string[] = [];
    const stop = mailbox.onReceive(({ text }) => heard.push(text));
    mailbox.receive(message);
    stop();
    mailbox.receive({ ...message, text: 'later' });
    expect(heard).toEqual(['T']);
  });
});
