/**
 * What a piece of work answers, or `late` when that takes longer: whoever waits goes on, and so does the work.
 *
 * Throws  what the work throws in time; a failure that comes late is nobody's.
 */
export async function within<Answer>(mostMs: number, work: Promise<Answer>): Promise<Answer | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), mostMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
