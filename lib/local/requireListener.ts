import { connect } from 'node:net';
import { StartProblem } from './startProblem';

const LIMIT_MS = 5000;

/**
 * Makes sure that somebody listens at the address of the emulator.
 *
 * Throws  StartProblem when nobody does.
 */
export async function requireListener(endpoint: string): Promise<void> {
  const { hostname, port, protocol } = new URL(endpoint);
  const number = Number(port) || (protocol === 'https:' ? 443 : 80);
  await new Promise<void>((resolve, reject) => {
    const refuse = () =>
      reject(
        new StartProblem(
          `AWS_ENDPOINT_URL "${endpoint}" does not answer: start the emulator, or leave the variable out.`,
        ),
      );
    const socket = connect({ host: hostname, port: number }, resolve).once('error', refuse);
    socket.setTimeout(LIMIT_MS, refuse);
    socket.once('connect', () => socket.end());
  });
}
