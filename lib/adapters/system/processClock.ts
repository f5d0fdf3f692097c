/** How long this process has been running, in milliseconds: nobody sets it, forwards or back. */
export const processClock = (): { now(): number } => ({ now: () => performance.now() });
