import type { LoadReport, LoadRow } from './loadRow';

/** What a load must not show, one sentence each: an answer 5xx, a request without an answer, a route that never succeeded. */
export function loadFailures({ rows, unanswered }: LoadReport): readonly string[] {
  const journeys = [...new Set(unanswered.map(({ journey }) => journey))];
  return [
    ...rows.flatMap(failuresOf),
    ...journeys.map((journey) => {
      const reasons = unanswered.flatMap((one) => (one.journey === journey ? [one.reason] : []));
      return `${journey}: ${reasons.length} without an answer (${[...new Set(reasons)].join('; ')})`;
    }),
  ];
}

function failuresOf({ route, statuses, broken: said = [] }: LoadRow): readonly string[] {
  const broken = statuses.filter((status) => status >= 500);
  const words = said.length === 0 ? '' : `: ${[...new Set(said)].slice(0, 3).join('; ')}`;
  const succeeded = statuses.some((status) => status >= 200 && status < 300);
  return [
    ...(broken.length > 0
      ? [`${route}: ${broken.length} of ${statuses.length} answers are 5xx${words}`]
      : []),
    ...(succeeded ? [] : [`${route}: none of ${statuses.length} answers is 2xx`]),
  ];
}
