/** A number from 0 to 1, of the machine's own. */
export const systemChance = (): number => Math.random();
