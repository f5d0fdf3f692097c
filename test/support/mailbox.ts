import { cloudAddress } from './awsCloud';

export type Mail = {
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly alertIds: readonly string[];
};

/** Only the embedded cloud has a mailbox; globalSetup of `npm run test:aws` asks for it. */
export const hasMailbox = (): boolean => process.env.CLOUD_HAS_MAILBOX === 'yes';

/** What arrived at an address, oldest first. */
export async function mailOf(address: string): Promise<readonly Mail[]> {
  const { endpoint } = cloudAddress();
  const answer = await fetch(`${endpoint}/_local/mailbox`, { headers: { accept: 'application/json' } });
  const { items } = (await answer.json()) as { items: readonly Mail[] };
  return items.filter(({ to }) => to === address);
}

/** Follows the confirmation link that was mailed to an address. */
export async function confirmByMail(address: string): Promise<void> {
  const [mail] = await mailOf(address);
  const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0];
  if (link === undefined) throw new Error(`No confirmation link was mailed to ${address}.`);
  const answer = await fetch(link);
  if (!answer.ok) throw new Error(`The confirmation link answered ${answer.status}.`);
}
