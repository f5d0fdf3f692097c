/** One dependency that `/ready` reports. */
export type Probe = {
  readonly name: string;
  /** Resolves when the dependency answers; throws with the reason otherwise. */
  check(): Promise<void>;
};
