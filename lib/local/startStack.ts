import { setTimeout } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { atMost } from './atMost';
import { awaitHealth } from './awaitHealth';
import { startCloud } from './cloud';
import type { Cloud } from './cloud';
import { openDataFolder } from './dataFolder';
import type { DataFolder } from './dataFolder';
import { startFunctions } from './functionsProcess';
import type { Template } from './functionsProcess';
import { invokeAt } from './invoke';
import { mappingsOf } from './mappings';
import type { LocalOptions } from './options';
import { openReplay } from './openReplay';
import { requireVendors } from './marketOptions';
import { claimPort } from './portTaken';
import { pollQueues } from './queuePoller';
import type { ReplayState } from './replayState';
import { watchReplay } from './replayWatch';
import { requireListener } from './requireListener';
import { createResources } from './resources';
import { accountOf } from './resources/accountOf';
import { clientOptions } from './resources/clientOptions';
import { EMBEDDED_ACCOUNT } from './resources/resolveIntrinsics';
import { StartProblem } from './startProblem';
import { vendorLine } from './terminal';
import { tick } from './ticker';
import type { Undo } from './undo';
import { standIn } from './vendorSim/standIn';
import { vendorWatch } from './vendorWatch';

export type Stack = {
  readonly apiUrl: string;
  readonly endpoint: string;
  /** Undefined when an emulator that was already running is used. */
  readonly cloud: Cloud | undefined;
  readonly replay: ReplayState;
  /** Lets the market go on from where it stands. */
  run(): void;
  readonly template: Template;
  readonly folder: DataFolder;
  /** Settles when the stack can no longer run. */
  readonly died: Promise<StartProblem>;
};

export type StackTools = {
  readonly projectRoot: string;
  /** Bundles the functions; runs while the cloud starts. */
  readonly build: () => Promise<unknown>;
  /** What has been started is noted here, whether or not the start succeeds. */
  readonly undo: Undo;
  readonly log: (line: string) => void;
  readonly print: (text: string) => void;
};

const SWEEP_EVERY_MS = 5000;
/** A subscription that was looked at so long ago is due again: see subscriptionLookMs of the stage local. */
const LOOK_AGAIN_MS = 100;
/** A page that a link leads to waits at most so long for the functions to take notice. */
const NOTICE_MS = 3000;
const RETRAIN_EVERY_MS = 24 * 3_600_000;
const RECONCILE_EVERY_MS = 3000;
/** How long Ctrl-C waits for what functions are doing: the message of one that did not finish comes back at the next start. */
const IN_FLIGHT_MS = 3000;

/**
 * Starts everything: the data folder, the cloud, its resources, the functions, the queue poller and the ticker.
 * The market stands still until somebody calls `run`.
 *
 * Throws  StartProblem when something is in the way.
 */
export async function startStack(options: LocalOptions, tools: StackTools): Promise<Stack> {
  const { undo, log } = tools;
  const folder = await openDataFolder(options.directory, options);
  undo.add(folder.release);
  await claimPort(options.port, 'PORT');
  await claimPort(options.lambdaPort, 'LAMBDA_PORT');
  if (options.endpoint === undefined) await claimPort(options.cloudPort, 'CLOUD_PORT');
  else await requireListener(options.endpoint);
  // Deletes what is to be forgotten: by now it is clear that the start can come about.
  const replay = await openReplay(options.market, folder, tools.projectRoot);
  const endpoint = options.endpoint ?? `http://127.0.0.1:${options.cloudPort}`;
  const accountId = options.endpoint === undefined ? EMBEDDED_ACCOUNT : await accountOf(options.endpoint);
  requireVendors({ vendors: replay.market.vendors, standIn: options.standIn }, process.env);
  const prepared = Promise.all([openCloud(options, folder, tools), tools.build()]);

  // Undone after the functions have stopped: nobody has seen a later market time than the one that is noted.
  undo.add(watchReplay(replay, tools.print));
  const environment = environmentOf(options, { endpoint, accountId, replay });
  const vendors = await standInsOf(options, environment, tools);
  let template: Template | undefined;
  // Reading serverless.yml takes as long as all the rest: it goes on beside it, and waits before the first function.
  const functions = startFunctions({
    projectRoot: tools.projectRoot,
    port: options.port,
    lambdaPort: options.lambdaPort,
    environment: { ...environment, ...vendors?.environment },
    logFile: folder.file('offline.log'),
    onLines: vendorWatch(tools.print),
    onTemplate: async (resolved) => {
      template = resolved;
      await prepared;
      await createResources(endpoint, resolved.resources, accountId);
    },
  });
  undo.add(functions.stop);
  const [cloud] = await prepared;
  const apiUrl = `http://127.0.0.1:${options.port}`;
  await orDied(awaitHealth(apiUrl), functions.died);
  if (template === undefined)
    throw new StartProblem('The functions run without the plugin local-resources: add it to serverless.yml.');
  folder.markComplete(
    cloud === undefined ? ['market.json'] : ['market.json', 'mailbox.jsonl', 'fauxqs.db', 'dynamodb/CURRENT'],
  );
  const invoke = invokeAt(`http://127.0.0.1:${options.lambdaPort}`);
  const client = new SQSClient({ ...clientOptions(endpoint), useQueueUrlAsEndpoint: false });
  const stopPolling = pollQueues(mappingsOf(template, endpoint, accountId), { client, invoke, log });
  const sweeps = tick(functionNamed(template, 'sweep'), { everyMs: SWEEP_EVERY_MS, invoke, log });
  const reconcileName = functionNamed(template, 'reconcile');
  const reconciles = tick(reconcileName, { everyMs: RECONCILE_EVERY_MS, invoke, log });
  const nights = tick(functionNamed(template, 'retrain'), { everyMs: RETRAIN_EVERY_MS, invoke, log });
  cloud?.onLinkFollowed(async () => {
    await setTimeout(LOOK_AGAIN_MS);
    await atMost(NOTICE_MS, reconciles.now());
  });
  undo.add(() =>
    atMost(IN_FLIGHT_MS, Promise.all([sweeps.stop(), reconciles.stop(), nights.stop(), stopPolling()])),
  );
  const run = () => {
    replay.run(Date.now());
    vendors?.begin();
  };
  return { apiUrl, endpoint, cloud, replay, run, template, folder, died: functions.died };
}

/** Vendors that stand in for real ones, where they are asked for. */
const standInsOf = (
  { standIn: names }: LocalOptions,
  environment: Readonly<Record<string, string | undefined>>,
  { undo, print }: StackTools,
) =>
  names === undefined
    ? undefined
    : standIn(environment, {
        undo,
        names,
        say: (text) => print(vendorLine(new Date().toISOString().slice(11, 19), text)),
      });

async function openCloud(
  options: LocalOptions,
  folder: DataFolder,
  { undo, log }: StackTools,
): Promise<Cloud | undefined> {
  if (options.endpoint !== undefined) return undefined;
  const starting = startCloud({ port: options.cloudPort, directory: folder.path, log });
  // Noted before it is up, so that it goes down after the functions.
  undo.add(async () => (await starting.catch(() => undefined))?.close());
  return starting;
}

/** What serverless.yml and the functions read; credentials and profiles of the machine stay out of the embedded cloud. */
function environmentOf(
  { endpoint: external }: LocalOptions,
  { endpoint, accountId, replay }: { endpoint: string; accountId: string; replay: ReplayState },
): Record<string, string | undefined> {
  const { credentials, region } = clientOptions(endpoint);
  const { source, vendors, directory, start, end, sessionMs, barMs, symbols } = replay.market;
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_PROFILE: undefined,
    AWS_SESSION_TOKEN: undefined,
    AWS_ACCESS_KEY_ID: external === undefined ? 'local' : credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: external === undefined ? 'local' : credentials.secretAccessKey,
    LOCAL_ACCOUNT_ID: accountId,
    MARKET_DATA: vendors ?? source,
    MARKET_CLOCK: undefined,
    MARKET_DATA_DIR: directory,
    REPLAY_START: start,
    REPLAY_END: end,
    REPLAY_CLOCK_FILE: replay.clockFile,
    REPLAY_SESSION_MS: String(sessionMs),
    SIMULATOR_BAR_MS: String(barMs),
    SYMBOLS: symbols,
  };
}

async function orDied(step: Promise<void>, died: Promise<StartProblem>): Promise<void> {
  const problem = await Promise.race([step, died]);
  if (problem !== undefined) throw problem;
}

function functionNamed({ functions }: Template, key: string): string {
  const found = functions.find((one) => one.key === key);
  if (found === undefined)
    throw new StartProblem(`serverless.yml has no function "${key}": the ticker invokes it.`);
  return found.name;
}
