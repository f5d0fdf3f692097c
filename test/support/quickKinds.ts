import { MODEL_KINDS } from '../../lib/models/fit';

/** The models that learn within a second from a thousand bars: `lstm` has tests of its own. */
export const QUICK_KINDS = MODEL_KINDS.filter((kind) => kind !== 'lstm');
