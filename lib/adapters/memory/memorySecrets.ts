import type { Secrets } from '../../ports/Secrets';

/** Secrets in order, the same in every run, as long as real ones and known to everybody. */
export function memorySecrets(): Secrets {
  let made = 0;
  return {
    next() {
      made += 1;
      return `secret-${String(made).padStart(36, '0')}`;
    },
  };
}
