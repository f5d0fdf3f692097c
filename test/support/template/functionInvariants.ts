import * as httpDoors from '../../../lib/compose/httpDoors';
import * as workers from '../../../lib/compose/workers';
import { PARTS, readConfig } from '../../../lib/config';
import { isProblem } from '../../../lib/problems';
import { textOf } from '../repository';
import type { CloudTemplate, Invariant, Named } from './cloudTemplate';
import { functionsOf, idsIn, nameOf, ofType, spelt, unless } from './cloudTemplate';
import { NAMED_BY } from './outline';

/** API Gateway gives up after thirty seconds. */
const LONGEST_ANSWER_SECONDS = 29;

const variablesOf = ({ Properties }: Named): Record<string, unknown> =>
  (Properties['Environment'] as { Variables: Record<string, unknown> } | undefined)?.Variables ?? {};

const functionsBehind = (template: CloudTemplate, type: string): ReadonlySet<string> =>
  new Set(ofType(template, type).flatMap(({ Properties }) => idsIn(Properties)));

export const runsOnNode24: Invariant = (template) =>
  unless(
    functionsOf(template),
    ({ Properties }) => Properties['Runtime'] === 'nodejs24.x',
    'runs on nodejs24.x',
  );

export const runsOnArm: Invariant = (template) =>
  unless(
    functionsOf(template),
    ({ Properties }) => String(Properties['Architectures']) === 'arm64',
    'runs on arm64',
  );

export const hasAFileOfItsOwn: Invariant = (template) =>
  unless(
    functionsOf(template),
    (one) =>
      one.Properties['Handler'] === `dist/handlers/${nameOf(one)}.handler` &&
      String(one.Properties['Code']['S3Key']).endsWith(`/${nameOf(one)}.zip`),
    'is packaged with its own handler and nothing else',
  );

export const answersBeforeTheGatewayGivesUp: Invariant = (template) => {
  const behind = functionsBehind(template, 'AWS::ApiGatewayV2::Integration');
  return unless(
    functionsOf(template).filter(({ id }) => behind.has(id)),
    ({ Properties }) => Properties['Timeout'] <= LONGEST_ANSWER_SECONDS,
    `a function behind HTTP ends within ${LONGEST_ANSWER_SECONDS} s`,
  );
};

export const somethingTriggersIt: Invariant = (template) => {
  const types = ['AWS::ApiGatewayV2::Integration', 'AWS::Lambda::EventSourceMapping', 'AWS::Events::Rule'];
  const triggered = new Set(types.flatMap((type) => [...functionsBehind(template, type)]));
  return unless(
    functionsOf(template),
    ({ id }) => triggered.has(id),
    'a route, a queue or a schedule triggers it',
  );
};

const LIMITS = ['ALPHA_VANTAGE', 'FMP', 'YAHOO'].flatMap((vendor) => [
  `${vendor}_URL`,
  `${vendor}_PER_DAY`,
  `${vendor}_PER_MINUTE`,
]);
const SIMULATOR = ['SIMULATOR_START', 'SIMULATOR_BAR_MS', 'SIMULATOR_SEED'];
const CACHES = ['CACHE_BARS_MS', 'CACHE_FORECASTS_MS', 'CACHE_MODELS_MS'];
/** What a door does not miss, and refuses all the same where it is nonsense. */
const OPTIONAL = ['REPLAY_END', 'VENDOR_KEYS_PATH', ...LIMITS, ...SIMULATOR, ...CACHES];
const NONSENSE = Object.fromEntries(OPTIONAL.map((variable) => [variable, '?']));

/** The variables that the door of a function reads, found by asking it with none and with nonsense. */
function variablesAsked(name: string): readonly string[] {
  const maker = /compose\w+/.exec(textOf(`functions/${name}.ts`))?.[0];
  const compose =
    maker === undefined ? undefined : ({ ...httpDoors, ...workers } as Record<string, unknown>)[maker];
  if (typeof compose !== 'function') throw new Error(`functions/${name}.ts opens no door of lib/compose`);
  try {
    (compose as (env: object) => unknown)(NONSENSE);
    return [];
  } catch (error) {
    if (!isProblem(error, 'CONFIG_INVALID')) throw error;
    return [...new Set((error.details as readonly { path: string }[]).map(({ path }) => path))];
  }
}

export const isToldExactlyWhatItsDoorAsks: Invariant = (template) =>
  unless(
    functionsOf(template),
    (one) => String(Object.keys(variablesOf(one)).sort()) === String([...variablesAsked(nameOf(one))].sort()),
    'its environment is what its door asks for',
  );

const KEPT_FOR = readConfig({ ...PARTS.caches, CACHE_BARS_MS: PARTS.source.CACHE_BARS_MS }, {});

export const keepsAsLongAsItSays: Invariant = (template) =>
  unless(
    functionsOf(template),
    (one) => {
      const told = variablesOf(one);
      return Object.entries(KEPT_FOR).every(
        ([name, ms]) => told[name] === undefined || told[name] === String(ms),
      );
    },
    'what it keeps is kept for as long as lib/config.ts says, unless an operator says otherwise',
  );

export const noSecretStandsInTheEnvironment: Invariant = (template) =>
  unless(
    functionsOf(template),
    (one) =>
      Object.entries(variablesOf(one)).every(
        ([variable, text]) =>
          !/SECRET|PASSWORD|TOKEN|API_?KEY|CREDENTIAL/i.test(variable) &&
          !/AKIA|ASIA|whsec_|-----BEGIN/.test(JSON.stringify(text)),
      ),
    'no secret stands in its environment',
  );

export const nothingLocalIsDeployed: Invariant = (template) =>
  unless(
    functionsOf(template),
    (one) => {
      const told = JSON.stringify(variablesOf(one));
      return !/AWS_ENDPOINT_URL|127\.0\.0\.1|localhost|000000000000|\[object/.test(told);
    },
    'nothing in its environment points at the local stack',
  );

export const itsLogIsThereBeforeIt: Invariant = (template) => {
  const groups = ofType(template, 'AWS::Logs::LogGroup').map(
    ({ Properties }) => Properties['LogGroupName'] as string,
  );
  return unless(
    functionsOf(template),
    ({ Properties }) => groups.includes(`/aws/lambda/${Properties['FunctionName']}`),
    'its log group belongs to the stack',
  );
};

export const logsAreForgotten: Invariant = (template) =>
  unless(
    ofType(template, 'AWS::Logs::LogGroup'),
    ({ Properties }) => Properties['RetentionInDays'] > 0 && Properties['RetentionInDays'] <= 400,
    'log lines are kept for a number of days',
  );

export const aVariableNamesItsOwnResource: Invariant = (template) =>
  unless(
    functionsOf(template).flatMap((one) =>
      Object.entries(variablesOf(one)).map(([variable, text]) => ({
        id: `${one.id} ${variable}`,
        variable,
        text,
      })),
    ),
    ({ variable, text }) => (NAMED_BY[variable] ?? String(text)) === spelt(text),
    'it names the resource that it is called after',
  );

export const barsLieBesideWhoReadsThem: Invariant = (template) =>
  unless(
    functionsOf(template),
    (one) => {
      const reads = variablesOf(one)['MARKET_DATA_DIR'] !== undefined;
      const layers = (one.Properties['Layers'] ?? []) as readonly unknown[];
      return String(layers.map(spelt)) === (reads ? '${MarketDataLambdaLayer}' : '');
    },
    'the layer of bars is there if, and only if, it reads bars',
  );
