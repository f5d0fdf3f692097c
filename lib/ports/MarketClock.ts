/** Market time: what has closed on a feed. A replayed feed runs at its own pace, apart from wall time. */
export type MarketClock = {
  /** The newest instant (epoch ms) whose bars of a series may be known; without one, of the feed's. Never runs backwards. */
  now(series?: string): number;
  /** True when a replayed feed has reached its last bar; a live feed never ends. */
  ended(): boolean;
};
