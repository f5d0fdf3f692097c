/** A client of which each command is answered by the next of the answers; an Error is thrown. */
export function answering<Client>(...answers: readonly (object | Error)[]): {
  readonly client: Client;
  /** The input of every command sent. */
  readonly sent: readonly Record<string, unknown>[];
} {
  const sent: Record<string, unknown>[] = [];
  const send = async ({ input }: { input: Record<string, unknown> }): Promise<object> => {
    const answer = answers[sent.length];
    sent.push(input);
    if (answer === undefined) throw new Error(`command ${sent.length} was not expected`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { client: { send } as Client, sent };
}

/** An error as the SDK throws it; without a status no answer came. */
export const sdkError = (name: string, httpStatusCode?: number, more: object = {}): Error =>
  Object.assign(new Error(`${name} happened`), { name, $metadata: { httpStatusCode }, ...more });
