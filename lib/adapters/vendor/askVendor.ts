import type { Clock } from '../../ports/Clock';
import { type Outcome, type Refusal, UNAVAILABLE, type VendorAnswer } from './outcome';
import { BURST_MS, type Reserved } from './standing';
import type { Admitted, VendorGate } from './vendorGate';
import type { VendorRequest, VendorTransport } from './vendorTransport';

const RETRIES = 2;
/**
 * A caller who waits less long than that says nothing of the vendor when it goes: less than the share of a request that
 * the first of three vendors has, so that who hangs is left alone. What fails sooner has failed by itself.
 */
const PATIENT_MS = 5_000;
/** A call that comes so long after its turn, since its process was frozen, may meet those of others. */
const TURN_MS = 2_000;

export type Asking = {
  readonly transport: VendorTransport;
  readonly gate: VendorGate;
  readonly clock: Pick<Clock, 'now'>;
  /** Waits before another try; at least so many milliseconds. */
  readonly pause: (failures: number, atLeastMs: number) => Promise<void>;
};

/** When an answer was given, epoch ms: by the earlier of the vendor's clock and ours, and by the later. */
export type Answered = { readonly now: number; readonly latest: number };

type Meaning<Data> = (answer: VendorAnswer, answered: Answered) => Outcome<Data>;

/**
 * Asks a vendor, again where the same request may succeed soon: when it does not answer, or asks for a moment. Each try
 * is reserved first.
 *
 * Edge  a limit of minutes or days, a plan, a key and nonsense are answers: asking again would change nothing. Neither
 *       would it where the budget is used up, the vendor is left alone, or the time of the request is over.
 */
export async function askVendor<Data>(
  asking: Asking,
  request: VendorRequest,
  meaning: Meaning<Data>,
): Promise<Outcome<Data>> {
  for (let failures = 1; ; failures += 1) {
    const call = isOver(asking, request) ? UNAVAILABLE : await ownTurn(asking);
    if ('kind' in call) return call;
    const outcome = await answerTo(asking, { call, request }, meaning);
    if (outcome === undefined) return UNAVAILABLE;
    await asking.gate.settle(call, outcome, request.query['symbol'] ?? request.path);
    const atLeastMs = mayHelpAfter(outcome);
    if (failures > RETRIES || atLeastMs === undefined) return outcome;
    await asking.pause(failures, atLeastMs);
  }
}

/** Reserves a call and waits for its turn; once more where it has waited so long that turns were told anew. */
async function ownTurn(asking: Asking): Promise<Admitted | Refusal> {
  const { gate, pause } = asking;
  const call = await gate.admit();
  if ('kind' in call || call.waitMs === 0) return call;
  await pause(1, call.waitMs);
  return call.waitMs <= TURN_MS || (await gate.holds(call)) ? call : ownTurn(asking);
}

const leftMsOf = ({ clock }: Pick<Asking, 'clock'>, { answerBy = Infinity }: VendorRequest): number =>
  answerBy - clock.now();

const isOver = (asking: Pick<Asking, 'clock'>, request: VendorRequest): boolean =>
  leftMsOf(asking, request) <= 0;

/** What a vendor answers to a reserved call; undefined where its caller has no time left, which says nothing of the vendor. */
async function answerTo<Data>(
  { transport, clock }: Asking,
  { call, request }: { readonly call: Reserved; readonly request: VendorRequest },
  meaning: Meaning<Data>,
): Promise<Outcome<Data> | undefined> {
  const leftMs = leftMsOf({ clock }, request);
  if (leftMs <= 0 || clock.now() > call.turnAt + TURN_MS) return undefined;
  const answer = await transport(request, leftMs);
  if (answer === 'late') return leftMs < PATIENT_MS ? undefined : UNAVAILABLE;
  return answer === undefined ? UNAVAILABLE : meaning(answer, answeredAt(answer, clock.now()));
}

/** A vendor tells its time in whole seconds. */
const SECOND_MS = 1_000;
/** What is further from our time is no time of an answer: nothing keeps one on its way so long. */
const MOST_APART_MS = 7 * 86_400_000;

function answeredAt({ date = Infinity }: VendorAnswer, now: number): Answered {
  if (Math.abs(date - now) > MOST_APART_MS) return { now, latest: now };
  return { now: Math.min(now, date + SECOND_MS - 1), latest: Math.max(now, date) };
}

/** After how many ms, at the least, the same request may be answered otherwise; undefined where it will not. */
function mayHelpAfter(outcome: Outcome<unknown>): number | undefined {
  if (outcome.kind === 'unavailable') return 0;
  return outcome.kind === 'rateLimited' && outcome.window === 'burst' ? BURST_MS : undefined;
}
