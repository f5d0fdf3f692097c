import type { Cloud } from './cloud';
import { StartProblem } from './startProblem';

/**
 * Follows the link of the newest confirmation mail to an address, as its reader would; answers whether it worked.
 *
 * Edge    a mail kept from an earlier start names the port of that start: its link is followed where the cloud is now.
 * Throws  StartProblem when nothing answers there.
 */
export function confirmEmail({
  url,
  mailbox,
}: {
  readonly url: string;
  readonly mailbox: Pick<Cloud['mailbox'], 'items'>;
}): (address: string) => Promise<boolean> {
  return async (address) => {
    const links = mailbox
      .items()
      .filter(({ to }) => to === address)
      .map(({ text }) => /http\S+?(\/confirmation\.html\?\S+)/.exec(text)?.[1])
      .filter((link) => link !== undefined);
    const newest = links.at(-1);
    return newest !== undefined && (await visit(`${url}${newest}`, address)).ok;
  };
}

async function visit(link: string, address: string): Promise<Response> {
  try {
    return await fetch(link);
  } catch (error) {
    const { message, cause } = error as { message: string; cause?: { message: string } };
    const reason = cause?.message ?? message;
    throw new StartProblem(
      `The link that confirms ${address} cannot be followed (${reason}): see that nothing else uses CLOUD_PORT, and start again.`,
    );
  }
}
