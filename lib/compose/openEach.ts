import type { Asking } from '../adapters/vendor/askVendor';
import type { Limits } from '../adapters/vendor/standing';
import { type GateWorld, vendorGate } from '../adapters/vendor/vendorGate';
import { vendorTransport } from '../adapters/vendor/vendorTransport';
import { Problem } from '../problems';

type Configured = { readonly origin: string; readonly limits: Limits };
type Keyed = Configured & { readonly apiKey: string | undefined };

type VendorName = 'alphaVantage' | 'fmp' | 'yahoo';

export type Vendors = {
  /** In the order in which they are asked. */
  readonly names: readonly VendorName[];
  readonly alphaVantage: Keyed;
  readonly fmp: Keyed;
  readonly yahoo: Configured;
};

/** What vendors are opened in: their keys may be elsewhere. */
export type OpenWorld = GateWorld & {
  /** Reads a key that is not in the environment, and remembers it for a while; absent where there is nowhere to look. */
  readonly keyNamed?: (variable: string) => Promise<string | undefined>;
};

type Key = () => Promise<string>;

/** How what is asked for is opened, of the vendors that have it. */
type Opening<Port> = {
  readonly alphaVantage?: (asking: Asking, apiKey: Key) => Port;
  readonly fmp?: (asking: Asking, apiKey: Key) => Port;
  readonly yahoo?: (asking: Asking) => Port;
};

/**
 * An adapter of each vendor that is configured and has what is asked for, in their order.
 *
 * Throws  CONFIG_INVALID naming the variable of a key that is missing; where keys are looked up, whoever asks a vendor
 *         is told.
 */
export function openEach<Port>(
  vendors: Vendors,
  world: OpenWorld,
  open: Opening<Port>,
): readonly { readonly name: VendorName; readonly opened: Port }[] {
  const { clock, pause } = world;
  const asking = (name: VendorName): Asking => ({
    transport: vendorTransport(vendors[name].origin),
    gate: vendorGate(name, vendors[name].limits, world),
    clock,
    pause,
  });
  const make = {
    alphaVantage: () =>
      open.alphaVantage?.(
        asking('alphaVantage'),
        keyOf(vendors.alphaVantage, world, 'ALPHA_VANTAGE_API_KEY'),
      ),
    fmp: () => open.fmp?.(asking('fmp'), keyOf(vendors.fmp, world, 'FMP_API_KEY')),
    yahoo: () => open.yahoo?.(asking('yahoo')),
  };
  return vendors.names.flatMap((name) => {
    const opened = make[name]();
    return opened === undefined ? [] : [{ name, opened }];
  });
}

/** White space around a key is none of it. */
function keyOf({ apiKey }: Keyed, { keyNamed }: Pick<OpenWorld, 'keyNamed'>, variable: string): Key {
  const given = apiKey?.trim();
  if (given) return () => Promise.resolve(given);
  if (keyNamed === undefined) throw missing(variable);
  return async () => {
    const found = (await keyNamed(variable))?.trim();
    if (!found) throw missing(variable);
    return found;
  };
}

const missing = (variable: string): Problem =>
  new Problem('CONFIG_INVALID', `The environment is not complete: ${variable} is missing.`, {
    details: [{ path: variable, message: 'is missing' }],
  });
