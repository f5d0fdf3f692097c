import * as httpDoors from '../../../lib/compose/httpDoors';
import * as workers from '../../../lib/compose/workers';
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

/** The variables that the door of a function asks for, found by asking it with none. */
function variablesAsked(name: string): readonly string[] {
  const maker = /compose\w+/.exec(textOf(`functions/${name}.ts`))?.[0];
  const compose =
    maker === undefined ? undefined : ({ ...httpDoors, ...workers } as Record<string, unknown>)[maker];
  if (typeof compose !== 'function') throw new Error(`functions/${name}.ts opens no door of lib/compose`);
  try {
    (compose as (env: object) => unknown)({});
    return [];
  } catch (error) {
    if (!isProblem(error, 'CONFIG_INVALID')) throw error;
    return (error.details as readonly { path: string }[]).map(({ path }) => path);
  }
}

const SIMULATOR = ['SIMULATOR_START', 'SIMULATOR_BAR_MS', 'SIMULATOR_SEED'];
const CACHES = ['CACHE_BARS_MS', 'CACHE_FORECASTS_MS', 'CACHE_MODELS_MS'];
const OPTIONAL = ['REPLAY_END', 'ALPHA_VANTAGE_URL', 'FMP_URL', 'YAHOO_URL', ...SIMULATOR, ...CACHES];

export const isToldExactlyWhatItsDoorAsks: Invariant = (template) =>
  unless(
    functionsOf(template),
    (one) => {
      const told = Object.keys(variablesOf(one)).filter((variable) => !OPTIONAL.includes(variable));
      return String(told.sort()) === String([...variablesAsked(nameOf(one))].sort());
    },
    'its environment is what its door asks for',
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
