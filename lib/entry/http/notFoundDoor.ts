import { ROUTES } from '../contract/routes';
import type { Compose } from '../firstUse';
import type { Binding, DoorDeps } from './binding';
import { httpDoor } from './httpDoor';

/**
 * The door behind `$default`: whatever no other route took. It knows every route, to tell a wrong
 * method (405) from a wrong path (404), and serves none of them.
 */
export const notFoundDoor = (compose: Compose<DoorDeps>) => httpDoor(ROUTES.map(servedElsewhere), compose);

const servedElsewhere = (contract: (typeof ROUTES)[number]): Binding<DoorDeps> => ({
  contract: { ...contract, scope: 'public' },
  run: () => Promise.reject(new Error(`"${contract.operationId}" was routed to the wrong function`)),
});
