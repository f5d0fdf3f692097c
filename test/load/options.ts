import { parseArgs } from 'node:util';

/**
 * The one number that may stand on the command line, under its name.
 *
 * Throws  for anything else, saying what may stand there.
 */
export function numberOption(argv: readonly string[], name: string, otherwise: number): number {
  const text = textOf(argv, name);
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (/^\d+$/.test(text) && number > 0) return number;
  throw new Error(
    `--${name} "${text}" is not a whole number above 0: write it as in --${name} ${otherwise}.`,
  );
}

function textOf(argv: readonly string[], name: string): string | undefined {
  const { values } = parseArgs({ args: [...argv], options: { [name]: { type: 'string' } } });
  return values[name];
}
