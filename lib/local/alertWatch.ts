import type { ApiClient } from './apiClient';

/** What is read of an alert as the API lists it. */
export type ListedAlert = {
  readonly id: string;
  readonly symbol: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly severity: string;
  readonly barClosedAt: string;
  readonly createdAt: string;
  readonly why: { readonly conditionWords: string };
};

const LOOK_EVERY_MS = 2000;
const PAGE = 100;

/**
 * Shows the alerts that were recorded since an instant (ISO-8601), and those to come, oldest first: for a stack whose mail is delivered by
 * an emulator of somebody else, so that no mailbox tells of them.
 *
 * Answers how to stop. Edge  what could not be asked is asked again at the next look.
 */
export function watchAlerts(
  api: Pick<ApiClient, 'ask'>,
  show: (alert: ListedAlert) => void,
  { since, everyMs = LOOK_EVERY_MS }: { since: string; everyMs?: number },
): () => Promise<void> {
  const seen = new Set<string>();
  let looking: Promise<void> | undefined;
  const look = async () => {
    for (const alert of (await newestAlerts(api)).reverse()) {
      if (seen.has(alert.id) || alert.createdAt < since) continue;
      seen.add(alert.id);
      show(alert);
    }
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

async function newestAlerts(api: Pick<ApiClient, 'ask'>): Promise<ListedAlert[]> {
  try {
    const answer = await api.ask<{ items: ListedAlert[] }>(`/v1/alerts?limit=${PAGE}`);
    return answer.ok ? answer.data.items : [];
  } catch {
    // The API is going down or not up yet: there is another look.
    return [];
  }
}
