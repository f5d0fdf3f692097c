import { escapeMarkup } from './exchange';
import type { MailboxItem } from './mailbox';

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2128; --soft: #68707c; --line: #e2e5ea; --page: #f6f7f9; --card: #fff; --link: #1a5fb4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --soft: #9aa3af; --line: #2c323b; --page: #14171c; --card: #1b1f26; --link: #8ab4f8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.3rem; font-weight: 600; margin: 0 0 .25rem; }
p.lead { color: var(--soft); margin: 0 0 2rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; margin: 0 0 1rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem .75rem; color: var(--soft); font-size: .85rem; }
header time { margin-left: auto; font-variant-numeric: tabular-nums; }
h2 { font-size: 1.02rem; font-weight: 600; margin: .35rem 0 .5rem; overflow-wrap: anywhere; }
pre { margin: 0; font: .9rem/1.6 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: var(--link); }
`;

/** The page of all messages, newest first; every text of a message is escaped. */
export function mailboxPage(items: readonly MailboxItem[]): string {
  const count = items.length === 1 ? '1 message' : `${items.length} messages`;
  const lead =
    items.length === 0 ? 'Nothing has arrived yet.' : `${count}, newest first. Reload to see new ones.`;
  const cards = [...items].reverse().map(card).join('\n');
  return page('Mailbox', `<h1>Mailbox</h1>\n<p class="lead">${lead}</p>\n${cards}`);
}

/** The page behind a confirmation link. */
export function confirmationPage(endpoint: string | undefined): string {
  const [title, text] =
    endpoint === undefined
      ? ['Not confirmed', 'The link is not valid: its subscription is gone, or the link is incomplete.']
      : [
          'Subscription confirmed',
          `${escapeMarkup(endpoint)} gets the notifications of this topic from now on.`,
        ];
  return page(
    title,
    `<h1>${title}</h1>\n<p class="lead">${text}</p>\n<p><a href="/_local/mailbox">Mailbox</a></p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>
<body><main>
${body}
</main></body>
</html>
`;
}

function card({ channel, to, subject, text, receivedAt }: MailboxItem): string {
  const heading = subject === undefined ? '' : `<h2>${escapeMarkup(subject)}</h2>\n`;
  const time = receivedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
  return `<article>
<header><span>${channel === 'sms' ? 'SMS' : 'E-mail'} to ${escapeMarkup(to)}</span><time>${escapeMarkup(time)}</time></header>
${heading}<pre>${withLinks(escapeMarkup(text))}</pre>
</article>`;
}

/** Addresses in already escaped text, made clickable. */
function withLinks(escaped: string): string {
  return escaped.replace(
    /https?:\/\/(?:(?!&quot;|&lt;|&gt;|&#39;)[^\s])+/g,
    (address) => `<a href="${targetOf(address)}" rel="noreferrer">${address}</a>`,
  );
}

/** The port of this cloud can have changed since the mail was sent: its own links lead to where the page is. */
function targetOf(address: string): string {
  return address.replace(/^http:\/\/127\.0\.0\.1:\d+(?=\/confirmation\.html\?)/, '');
}
