import { StartProblem } from './startProblem';

const LIMIT_MS = 30_000;
const PAUSE_MS = 50;

/**
 * Waits until the API answers /health.
 *
 * Throws  StartProblem after half a minute.
 */
export async function awaitHealth(apiUrl: string): Promise<void> {
  const startedAt = Date.now();
  while (Date.now() - startedAt < LIMIT_MS) {
    if (await answers(`${apiUrl}/health`)) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new StartProblem(
    `${apiUrl}/health did not answer within ${LIMIT_MS / 1000} s: see offline.log in the data folder.`,
  );
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Nobody listens yet.
    return false;
  }
}
