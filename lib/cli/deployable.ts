const STAGES: readonly string[] = ['dev', 'prod'];

/** What a deployment lacks, as sentences; empty when it can begin. */
export function lackingForDeployment(
  stage: string | undefined,
  replayOriginMs: string | undefined,
): readonly string[] {
  const sentences: string[] = [];
  if (stage === undefined || !STAGES.includes(stage)) {
    sentences.push(`The stage "${stage ?? ''}" cannot be deployed: say --stage dev or --stage prod.`);
  }
  if (!/^[1-9]\d{12}$/.test(replayOriginMs ?? '')) {
    sentences.push(
      `REPLAY_ORIGIN_MS is "${replayOriginMs ?? ''}": it says when the replay began, in epoch milliseconds. ` +
        'The first time: export REPLAY_ORIGIN_MS=$(date +%s)000. Keep the number for later deployments, ' +
        'because market time never runs backwards.',
    );
  }
  return sentences;
}
