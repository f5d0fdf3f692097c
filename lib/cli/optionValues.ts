import { quoted } from '../quoted';

export type Stage = 'local' | 'dev' | 'prod';

/** The text of an option that has to be given. */
export function filled(text: string | undefined, option: string, command = 'keys'): string {
  if (text !== undefined && text !== '') return text;
  throw new Error(`--${option} is missing: npm run ${command} -- --help shows how it is given.`);
}

/** The stage an option names. */
export function stageIn(text: string): Stage {
  if (text === 'local' || text === 'dev' || text === 'prod') return text;
  throw new Error(`--stage ${quoted(text)} is not a stage: use local, dev or prod.`);
}

/** What `parseArgs` did not understand, as one sentence. */
export function misread(error: unknown, command: string): Error {
  const [reason] = (error as Error).message.split(/\.\s|\n/);
  return new Error(`${reason}: npm run ${command} -- --help shows the options.`, { cause: error });
}
