import type { VendorAnswer } from './outcome';

export type VendorRequest = {
  /** Below the vendor's origin, such as `/query`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** When its caller waits no longer, epoch ms. */
  readonly answerBy?: number | undefined;
};

/** What a vendor answers within so many ms; `late` where it had not come to its end by then, undefined where none came. */
export type VendorTransport = (
  request: VendorRequest,
  withinMs?: number,
) => Promise<VendorAnswer | 'late' | undefined>;

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 5 * 1_024 * 1_024;

/**
 * Asks a vendor over HTTP. What it is asked holds its key: neither a URL nor an error leaves this place.
 *
 * Units   10 s at most for the whole answer, of which 5 MB are read, unpacked; what is longer reads as empty.
 * Edge    a redirect is no answer: it would carry the key elsewhere.
 */
export function vendorTransport(origin: string, ask: typeof fetch = fetch): VendorTransport {
  return async ({ path, query, headers = {} }, withinMs = TIMEOUT_MS) => {
    const url = new URL(path, origin);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signal = AbortSignal.timeout(Math.max(1, Math.floor(Math.min(TIMEOUT_MS, withinMs))));
    try {
      const response = await ask(url, { headers, redirect: 'error', signal });
      const contentType = response.headers.get('content-type') ?? '';
      const date = Date.parse(response.headers.get('date') ?? '');
      const dated = Number.isFinite(date) && { date };
      return { status: response.status, contentType, text: await textOf(response), ...dated };
    } catch (error) {
      if (isNamed(error, 'TimeoutError')) return 'late';
      if (isNamed(error, 'TypeError')) return undefined;
      throw error;
    }
  };
}

/** So fetch says that the time of an answer is over, or that the network or its packing has failed. */
const isNamed = (error: unknown, name: 'TimeoutError' | 'TypeError'): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === name;

async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) return '';
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
