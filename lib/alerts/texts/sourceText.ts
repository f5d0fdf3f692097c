const SOURCES: Readonly<Record<string, { readonly brief: string; readonly full: string }>> = {
  replay: { brief: 'replay', full: 'replay: historical bars played back, not live quotes' },
  csv: { brief: 'csv replay', full: 'csv: bars from files played back, not live quotes' },
  simulated: { brief: 'simulated', full: 'simulated: not quotes of any market' },
};

/** Where the bars of an alert come from; what is not a live quote says so. */
export function sourceText(source: string): { readonly brief: string; readonly full: string } {
  return SOURCES[source] ?? { brief: source, full: source };
}
