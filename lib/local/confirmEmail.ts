import type { Mailbox } from './cloud/mailbox';

/** Follows the link of the newest confirmation mail to an address, as its reader would; answers whether it worked. */
export function confirmEmail(mailbox: Pick<Mailbox, 'items'>): (address: string) => Promise<boolean> {
  return async (address) => {
    const links = mailbox
      .items()
      .filter(({ to }) => to === address)
      .map(({ text }) => /http\S+\/confirmation\.html\?\S+/.exec(text)?.[0])
      .filter((link) => link !== undefined);
    const newest = links.at(-1);
    return newest !== undefined && (await fetch(newest)).ok;
  };
}
