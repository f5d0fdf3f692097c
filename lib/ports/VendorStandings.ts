/** How a vendor stands with all who ask it; instants are epoch ms. */
export type Standing = {
  /** The New York day, by number, whose calls are counted, and how many of it were reserved. */
  readonly day: number;
  readonly usedToday: number;
  /** How many of them were reserved so late that they may be of the next day. */
  readonly usedLate?: number;
  /** When the last call was reserved, by the furthest of the clocks of those who ask. */
  readonly askedAt?: number;
  /** From when on the next call may be made. */
  readonly nextAt: number;
  /** How many calls in a row have come to nothing, and of what the last of them was asked. */
  readonly failures: number;
  readonly failedOn?: string;
  /** While it is left alone: until when, and what it had answered. */
  readonly open?: { readonly until: number; readonly because: string };
  /** How many times in a row it was left alone. */
  readonly openings: number;
  /** Rises with every write. */
  readonly version: number;
};

/** Where all processes look before they ask a vendor, and note what came of it. */
export type VendorStandings = {
  /** Read strongly; undefined before the first call. */
  read(vendor: string): Promise<Standing | undefined>;
  /** Writes if it still has the version that was read (undefined: nothing stands); false when it changed. */
  write(vendor: string, standing: Standing, expected: number | undefined): Promise<boolean>;
};
