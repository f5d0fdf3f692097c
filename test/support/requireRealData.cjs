const { existsSync } = require('node:fs');

/** Real-data tests that found no data have tested nothing, so they fail before they begin. */
module.exports = async () => {
  const folder = process.env.REAL_DATA;
  if (!folder) throw new Error('REAL_DATA is not set: name the folder of the real market data.');
  if (!existsSync(folder)) throw new Error(`REAL_DATA names "${folder}", where there is no folder.`);
};
