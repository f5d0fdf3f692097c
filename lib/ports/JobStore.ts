export type TrainingRequest = {
  readonly tenant: string;
  readonly symbol: string;
  readonly interval: string;
  readonly horizon: string;
  readonly model: string;
};

export type TrainingJob = {
  readonly id: string;
  readonly tenant: string;
  readonly status: 'queued' | 'running' | 'succeeded' | 'failed';
  readonly request: TrainingRequest;
  readonly progress?: number;
  readonly modelId?: string;
  readonly evaluation?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: string; readonly message: string };
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** Training jobs of a tenant. A week after its last change one has expired: by `now` (epoch ms) it is absent. */
export type JobStore = {
  /** Writes the job over what stood there; false when that has ended, which it then stays. */
  put(job: TrainingJob): Promise<boolean>;
  /** A foreign tenant's job is absent. */
  get(tenant: string, id: string, now: number): Promise<TrainingJob | undefined>;
  /** Jobs still queued or running that were last touched before `before` (epoch ms). */
  stale(before: number, limit: number, now: number): Promise<readonly TrainingJob[]>;
};
