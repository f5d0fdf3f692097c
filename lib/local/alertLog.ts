import type { MailboxItem } from './cloud/mailbox';
import { alertLine, wholeMail } from './terminal';

/**
 * One line for each alert that arrives by e-mail; the first is shown whole. Texts tell the same and
 * confirmations are followed by the stack itself, so neither gets a line.
 */
export function alertLog(print: (text: string) => void): (item: MailboxItem) => void {
  let isFirst = true;
  return (item) => {
    if (item.channel !== 'email' || item.alertIds.length === 0) return;
    print(isFirst ? wholeMail(item) : alertLine(item));
    isFirst = false;
  };
}
