import type { RequestParts } from './httpEvent';
import type { servedWorld } from './servedWorld';

export type WorldIds = Awaited<ReturnType<typeof servedWorld>>['ids'];

/** A request that succeeds with the right key, made of objects of tenant `local`, and the status it is answered with. */
export type AuthzRow = {
  readonly status: number;
  readonly request?: (ids: WorldIds) => RequestParts;
  /** What it is asked for belongs to every tenant. */
  readonly isShared?: true;
};

const RULE = {
  dsl: '1',
  name: 'Level',
  targets: { symbols: ['^GSPC'] },
  interval: '1d',
  when: { op: '>', left: 'close', right: 1 },
};

const WATCHLIST = { name: 'Indices', symbols: ['^GSPC'] };

const SUBSCRIPTION = { channel: 'email', address: 'somebody@example.com' };

const SYMBOL = { symbol: '^GSPC' };

const BAR = { timestamp: '2008-09-12T00:00:00Z', open: 10, high: 11, low: 9, close: 10, volume: 1 };

const theRule = ({ rule }: WorldIds) => ({ params: { id: rule } });
const theVersion = ({ rule }: WorldIds) => ({ params: { id: rule }, headers: { 'if-match': '1' } });
const theWatchlist = ({ watchlist }: WorldIds) => ({ params: { id: watchlist } });
const theModel = () => ({ params: { id: 'model_earlier' } });
const theSubscription = ({ subscription }: WorldIds) => ({ params: { id: subscription } });
const theAlert = ({ alert }: WorldIds) => ({ params: { id: alert } });

/** One row for each operation, by its id; the bare path of an operation has the same. */
export const AUTHZ_ROWS: Readonly<Record<string, AuthzRow>> = {
  getHealth: { status: 200 },
  getReady: { status: 200 },
  getMetrics: { status: 200 },
  getOpenApi: { status: 200 },
  getRoot: { status: 302 },
  getReference: { status: 200 },
  getReferenceFile: { status: 200, request: () => ({ params: { file: 'page.js' } }) },
  startTraining: { status: 202, request: () => ({ body: SYMBOL }) },
  getTrainingJob: { status: 200, request: ({ job }) => ({ params: { jobId: job } }) },
  predictMove: { status: 200, request: () => ({ body: SYMBOL }) },
  checkAlerts: { status: 200, request: () => ({ body: SYMBOL }) },
  listRules: { status: 200 },
  createRule: { status: 201, request: () => ({ body: RULE }) },
  getRule: { status: 200, request: theRule },
  replaceRule: { status: 200, request: (ids) => ({ ...theVersion(ids), body: RULE }) },
  deleteRule: { status: 204, request: theVersion },
  pauseRule: { status: 200, request: theRule },
  resumeRule: { status: 200, request: theRule },
  listWatchlists: { status: 200 },
  createWatchlist: { status: 201, request: () => ({ body: WATCHLIST }) },
  getWatchlist: { status: 200, request: theWatchlist },
  replaceWatchlist: { status: 200, request: (ids) => ({ ...theWatchlist(ids), body: WATCHLIST }) },
  deleteWatchlist: { status: 204, request: theWatchlist },
  listAlerts: { status: 200 },
  getAlert: { status: 200, request: theAlert },
  acknowledgeAlert: { status: 200, request: theAlert },
  listBars: { status: 200, request: () => ({ params: SYMBOL }) },
  importBars: {
    status: 200,
    request: () => ({ params: { symbol: 'DESK' }, body: { interval: '1d', bars: [BAR] } }),
  },
  listSessions: { status: 200, request: () => ({ query: { from: '2008-09-01', to: '2008-09-12' } }) },
  getQuote: { status: 200, request: () => ({ params: SYMBOL }) },
  listModels: { status: 200 },
  createModel: { status: 202, request: () => ({ body: SYMBOL }) },
  getModel: { status: 200, request: theModel, isShared: true },
  drawModel: { status: 200, request: theModel, isShared: true },
  promoteModel: {
    status: 200,
    request: () => ({ ...theModel(), body: { role: 'champion' } }),
    isShared: true,
  },
  deleteModel: { status: 204, request: theModel, isShared: true },
  listSubscriptions: { status: 200 },
  createSubscription: { status: 201, request: () => ({ body: SUBSCRIPTION }) },
  getSubscription: { status: 200, request: theSubscription },
  deleteSubscription: { status: 204, request: theSubscription },
  testSubscription: { status: 200, request: theSubscription },
  listKeys: { status: 200 },
  createKey: { status: 201, request: () => ({ body: { name: 'desk', scopes: ['read'] } }) },
  deleteKey: { status: 204, request: () => ({ params: { id: 'reader' } }) },
};
