const SOURCES: Readonly<Record<string, { readonly brief: string; readonly full: string }>> = {
  replay: { brief: 'replay', full: 'replay: historical bars played back, not live quotes' },
  csv: { brief: 'csv replay', full: 'csv: bars from files played back, not live quotes' },
  simulated: { brief: 'simulated', full: 'simulated: not quotes of any market' },
};

const STANDS_IN = / \(stand-in\)$/;

/** Where the bars of an alert come from; what is not a live quote says so, and so does what stands in for a vendor. */
export function sourceText(source: string): { readonly brief: string; readonly full: string } {
  if (STANDS_IN.test(source)) return { brief: source, full: `${source}: not quotes of any market` };
  return SOURCES[source] ?? { brief: source, full: source };
}
