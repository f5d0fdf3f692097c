import * as access from './template/accessInvariants';
import type { Invariant } from './template/cloudTemplate';
import * as functions from './template/functionInvariants';
import * as messages from './template/messageInvariants';
import * as storage from './template/storageInvariants';

/** Every law of the deployed template by its name. */
export const TEMPLATE_INVARIANTS: Readonly<Record<string, Invariant>> = {
  ...functions,
  ...storage,
  ...messages,
  ...access,
};
