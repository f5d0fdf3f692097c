import { once } from 'node:events';
import autocannon from 'autocannon';
import type { Found, Journey, Step } from './journey';
import type { LoadReport, LoadRow, Unanswered } from './loadRow';

type Answered = { readonly millis: number[]; readonly statuses: number[]; readonly broken: string[] };
type Notes = { readonly byRoute: Map<string, Answered>; readonly unanswered: Unanswered[] };

const HEADERS = { authorization: 'Bearer local', 'content-type': 'application/json' };

/** A connection keeps this many requests a second or fewer, one after the other: what is slow has others beside it. */
const PER_CONNECTION = 2;
const TIMEOUT_S = 10;
const LONGEST_SAID = 300;

/**
 * Asks `apiUrl` for so many seconds as the journeys say, all of them beside each other.
 *
 * Edge    a journey starts over where it cannot go on; what is under way at the end is not counted.
 */
export async function drive(
  apiUrl: string,
  journeys: readonly Journey[],
  seconds: number,
): Promise<LoadReport> {
  const notes: Notes = { byRoute: rowsOf(journeys), unanswered: [] };
  const running = journeys.map(async (journey, index) => {
    // Every connection asks at the beginning of its second: they take turns over it.
    await new Promise((resolve) => setTimeout(resolve, (1_000 * index) / journeys.length));
    return travel(apiUrl, journey, seconds, notes);
  });
  await Promise.all(running);
  const rows = [...notes.byRoute].map(([route, answered]): LoadRow => ({ route, ...answered }));
  return { seconds, rows, unanswered: notes.unanswered };
}

const rowsOf = (journeys: readonly Journey[]): Map<string, Answered> =>
  new Map(
    journeys.flatMap(({ steps }) =>
      steps.map(({ route }): [string, Answered] => [route, { millis: [], statuses: [], broken: [] }]),
    ),
  );

async function travel(url: string, journey: Journey, seconds: number, notes: Notes): Promise<void> {
  let route = '';
  const instance = autocannon(
    {
      url,
      connections: Math.ceil(journey.perSecond / PER_CONNECTION),
      overallRate: journey.perSecond,
      duration: seconds,
      timeout: TIMEOUT_S,
      requests: journey.steps.map((step) =>
        requestOf(step, (status, text) => {
          route = step.route;
          if (status >= 500) notes.byRoute.get(route)?.broken.push(text.slice(0, LONGEST_SAID));
        }),
      ),
    },
    () => undefined,
  );
  instance.on('response', (_client, status, _bytes, ms) => {
    // A request's own listener has just been called, within the same turn.
    const answered = notes.byRoute.get(route);
    answered?.millis.push(ms);
    answered?.statuses.push(status);
  });
  instance.on('reqError', (error: Error) =>
    notes.unanswered.push({ journey: journey.name, reason: error.message }),
  );
  await once(instance, 'done');
}

function requestOf(step: Step, note: (status: number, text: string) => void): autocannon.Request {
  const { body, headers, keep } = step;
  return {
    method: step.route.split(' ')[0] as 'GET',
    headers: HEADERS,
    setupRequest: (request, context) => {
      const found = context as Found;
      const path = step.path(found);
      // autocannon begins the turn anew when it is given nothing.
      if (path === undefined) return undefined as unknown as autocannon.Request;
      const asked = { ...request, path, headers: { ...HEADERS, ...headers?.(found) } };
      return body === undefined ? asked : { ...asked, body: JSON.stringify(body()) };
    },
    onResponse: (status, text, context) => {
      note(status, text);
      if (keep !== undefined && status < 300) Object.assign(context, keep(JSON.parse(text).data));
    },
  };
}
