import type { RuleStore } from '../../ports/RuleStore';
import { memoryVersionedStore } from './memoryVersionedStore';

/** Rules in memory. */
export const memoryRuleStore = (): RuleStore => memoryVersionedStore('rule');
