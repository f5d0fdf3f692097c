import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { damaged } from '../dataFolder';

/** A message as its reader would hold it. */
export type MailboxItem = {
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** Ids of the alerts that the message tells of; empty for confirmations. */
  readonly alertIds: readonly string[];
  /** ISO-8601, UTC. */
  readonly receivedAt: string;
};

export type Mailbox = {
  /** Oldest first. Nothing is ever merged: a message that arrived twice stands here twice. */
  items(): readonly MailboxItem[];
  receive(message: Omit<MailboxItem, 'id' | 'receivedAt'>): MailboxItem;
  /** Calls the listener with every message from now on; answers how to stop. */
  onReceive(listener: (item: MailboxItem) => void): () => void;
};

/**
 * The mailbox, kept as JSON lines.
 *
 * Edge    a last line without its end was being written when the process died: it is dropped, its message was
 *         never acknowledged and is sent again.
 * Throws  StartProblem when another line cannot be read.
 */
export function openMailbox(file: string | undefined): Mailbox {
  const items: MailboxItem[] = file === undefined ? [] : readLines(file);
  const listeners = new Set<(item: MailboxItem) => void>();
  return {
    items: () => items,
    receive: (message) => {
      const item = { id: randomUUID(), ...message, receivedAt: new Date().toISOString() };
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(item)}\n`);
      items.push(item);
      for (const listener of listeners) listener(item);
      return item;
    },
    onReceive: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function readLines(file: string): MailboxItem[] {
  if (!existsSync(file)) writeFileSync(file, '');
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => parseLine(line, { file, number: index + 1 }));
}

function parseLine(line: string, { file, number }: { file: string; number: number }): MailboxItem {
  const place = `${basename(file)}, line ${number}`;
  const item = jsonOf(line) as Partial<MailboxItem> | undefined;
  if (typeof item?.id === 'string' && typeof item.text === 'string' && Array.isArray(item.alertIds)) {
    return item as MailboxItem;
  }
  throw damaged(dirname(file), `${place} is not a message`);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
