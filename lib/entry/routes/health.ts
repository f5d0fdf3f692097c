import { getHealth } from '../contract/system';
import { bind } from '../http/binding';
import { PRODUCT_VERSION } from '../productVersion';

export const healthRoutes = [
  bind(getHealth, async () => ({
    data: { status: 'ok', version: PRODUCT_VERSION, uptimeSeconds: Math.round(process.uptime()) },
  })),
];
