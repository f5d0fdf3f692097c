/** dynalite has no types; these are for what is used here. */
declare module 'dynalite' {
  type Options = { path?: string; createTableMs: number; deleteTableMs: number };
  const dynalite: (options: Options) => import('node:http').Server;
  // eslint-disable-next-line house/no-default-export -- that is how the package exports it
  export default dynalite;
}
