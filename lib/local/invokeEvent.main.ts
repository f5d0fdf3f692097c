/** `npm run invoke -- <function> <case>`: one event of events/ through its function on the running local stack. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { invokeAt } from './invoke';
import { StartProblem } from './startProblem';

const EVENTS = join(process.cwd(), 'events');

/** `predict ok`, `predict not-trained` …: what the folder of events offers. */
function offered(): readonly string[] {
  return readdirSync(EVENTS)
    .filter((file) => file !== 'manifest.json')
    .map((file) => file.replace(/[.]json$/, '').replace('.', ' '));
}

function eventOf(functionName: string, caseName: string): unknown {
  const path = join(EVENTS, `${functionName}.${caseName}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  const list = offered().join('\n  ');
  throw new StartProblem(`There is no event "${functionName} ${caseName}". There are:\n  ${list}`);
}

/** An HTTP answer carries its body as text; it is shown as what it says. */
function readable(answer: unknown): unknown {
  const { statusCode, body } = (answer ?? {}) as { statusCode?: number; body?: string };
  if (statusCode === undefined) return answer;
  return { statusCode, body: body === undefined || body === '' ? body : (JSON.parse(body) as unknown) };
}

async function main(): Promise<void> {
  const [functionName = '', caseName = 'ok'] = process.argv.slice(2);
  const event = eventOf(functionName, caseName);
  const url = `http://127.0.0.1:${process.env.LAMBDA_PORT ?? '4102'}`;
  const invoke = invokeAt(url);
  const { failed, answer } = await invoke(`stock-price-alerter-local-${functionName}`, event).catch(
    (cause: unknown) => {
      throw new StartProblem(`No local stack answers at ${url}. Start one with \`npm start\`.`, { cause });
    },
  );
  if (failed !== undefined) throw new StartProblem(`The function failed: ${failed}`);
  console.log(JSON.stringify(readable(answer), null, 2));
}

main().catch((error: unknown) => {
  console.error(error instanceof StartProblem ? error.message : error);
  process.exitCode = 1;
});
