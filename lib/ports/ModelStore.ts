/** Trained models as text. The store checks nothing but that it gives back what it was given. */
export type ModelStore = {
  /** Stores the text under the key. */
  put(key: string, artifactJson: string): Promise<void>;
  /** The stored text; undefined when there is none. */
  get(key: string): Promise<string | undefined>;
};
