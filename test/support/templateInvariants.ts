import * as access from './template/accessInvariants';
import type { Invariant } from './template/cloudTemplate';
import * as edge from './template/edgeInvariants';
import * as functions from './template/functionInvariants';
import * as messages from './template/messageInvariants';
import * as outline from './template/outlineInvariants';
import * as policies from './template/policyInvariants';
import * as schedules from './template/scheduleInvariants';
import * as storage from './template/storageInvariants';

/** Every law of the deployed template by its name. */
export const TEMPLATE_INVARIANTS: Readonly<Record<string, Invariant>> = {
  ...outline,
  ...edge,
  ...functions,
  ...storage,
  ...messages,
  ...schedules,
  ...policies,
  ...access,
};
