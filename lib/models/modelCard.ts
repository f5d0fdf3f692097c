/** What is known about one trained model besides its artifact. */
export type ModelCard = {
  readonly id: string;
  readonly kind: string;
  readonly symbol: string;
  readonly interval: string;
  readonly horizonBars: number;
  /** Wall time, epoch ms. */
  readonly trainedAt: number;
  /** Close (epoch ms) of the last bar it has seen: it must not speak of earlier ones. */
  readonly trainedThrough: number;
  readonly artifactKey: string;
  /** Hex sha-256 of the artifact's text. */
  readonly artifactSha256: string;
  readonly features: readonly string[];
  readonly evaluation: Readonly<Record<string, unknown>>;
};
