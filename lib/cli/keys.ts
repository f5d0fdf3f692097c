/** `npm run keys -- create|list|revoke --tenant T …`: API keys of the local stack or of a stage on AWS. */
import { composeKeyDesk } from '../compose/keyDesk';
import { parseKeyOptions } from './keyOptions';
import { keyTableOf, unreachable } from './keyTable';
import { runCommand } from './runCommand';
import { runKeyCommand } from './runKeyCommand';

async function main(): Promise<void> {
  const options = parseKeyOptions(process.argv.slice(2));
  const table = keyTableOf(options, process.env);
  try {
    console.log(await runKeyCommand(composeKeyDesk(table), options.command));
  } catch (error) {
    const sentence = unreachable(error, table);
    throw sentence === undefined ? error : new Error(sentence, { cause: error });
  }
}

runCommand(main);
