/** What a process that a signal ended answers to who asks. */
const ENDED_BY = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs a command line: what it throws is said in one sentence, and the process fails. A signal ends it by way of its
 * exit, at which is cleared away what is not finished.
 */
export function runCommand(main: () => Promise<void>): void {
  for (const [signal, code] of Object.entries(ENDED_BY)) process.once(signal, () => process.exit(code));
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
