import { createServer } from 'node:net';
import { StartProblem } from './startProblem';

/** The sentence for a port that another program holds; any other error as it is. */
export function portTaken(error: NodeJS.ErrnoException, port: number, variable: string): Error {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return error;
  return new StartProblem(
    `Port ${port} is taken by another program: stop it, or choose another port with ${variable}=${port + 10} npm start.`,
  );
}

/**
 * Throws the sentence of `portTaken` now, rather than a child process later.
 *
 * Throws  StartProblem
 */
export async function claimPort(port: number, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => reject(portTaken(error, port, variable)));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
