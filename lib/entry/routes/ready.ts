import { readiness } from '../../app/readiness';
import { getReady } from '../contract/system';
import { bind } from '../http/binding';

export const readyRoutes = [
  bind(getReady, async (deps: Parameters<typeof readiness>[0]) => {
    const found = await readiness(deps);
    return { status: found.status === 'down' ? 503 : 200, data: found };
  }),
];
