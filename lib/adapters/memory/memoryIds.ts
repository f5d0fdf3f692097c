import type { Ids } from '../../ports/Ids';

/** Ids in order, the same in every run: `rule_000001`, `rule_000002` … */
export function memoryIds(): Ids {
  let made = 0;
  return {
    next(prefix) {
      made += 1;
      return `${prefix}_${String(made).padStart(6, '0')}`;
    },
  };
}
