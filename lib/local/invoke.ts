/** What a function answered, or how it failed: locally both arrive with status 200. */
export type Invocation = { readonly failed: string | undefined; readonly answer: unknown };

export type Invoke = (functionName: string, event: unknown) => Promise<Invocation>;

/** Calls functions by their full name on the Lambda port of serverless-offline, and waits for the answer. */
export function invokeAt(lambdaUrl: string): Invoke {
  return async (functionName, event) => {
    const url = `${lambdaUrl}/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`;
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(event) });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    const failed = !response.ok || response.headers.has('x-amz-function-error');
    return { failed: failed ? text || `status ${response.status}` : undefined, answer };
  };
}
