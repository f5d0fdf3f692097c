/** What a request came to: the data, or the code of the problem. */
export type Answered<Data> =
  { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly code: string };

export type ApiClient = {
  /** The `data` of a successful answer; throws with the problem's message otherwise. */
  get<Data>(path: string): Promise<Data>;
  /** As `get`, with the problem's code in place of an exception. */
  ask<Data>(path: string): Promise<Answered<Data>>;
  post<Data>(path: string, body: object): Promise<Answered<Data>>;
};

type Envelope = { success: boolean; data?: unknown; error?: { code: string; message: string } };

/** The HTTP API of a running stack, as one key sees it. */
export function apiClient(apiUrl: string, apiKey: string): ApiClient {
  const call = async (path: string, init: RequestInit): Promise<Envelope> => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const answer = await fetch(`${apiUrl}${path}`, { ...init, headers });
    return (await answer.json()) as Envelope;
  };
  const asked = async <Data>(path: string, init: RequestInit): Promise<Answered<Data>> => {
    const envelope = await call(path, init);
    if (!envelope.success) return { ok: false, code: envelope.error?.code ?? 'INTERNAL' };
    return { ok: true, data: envelope.data as Data };
  };
  return {
    async get<Data>(path: string) {
      const envelope = await call(path, { method: 'GET' });
      if (!envelope.success)
        throw new Error(`GET ${path}: ${envelope.error?.code}: ${envelope.error?.message}`);
      return envelope.data as Data;
    },
    ask: (path) => asked(path, { method: 'GET' }),
    post: (path, body) => asked(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}
