export const DATA_HELP = `npm run data -- fetch  --symbol AAPL --interval 1d --from 2015-01-01 [--to 2020-12-31] [--again]
npm run data -- import FILE.csv --symbol AAPL --interval 1d [--partial]
npm run data -- export --symbol AAPL --interval 1d [--from DATE] [--to DATE] [--out FILE.csv [--force]]
npm run data -- verify [--symbol AAPL]
npm run data -- news   --symbol AAPL --from 2024-01-01 [--to DATE] [--out FILE.csv [--force]]

  fetch          archives what MARKET_DATA has (replay, csv, or vendors with their keys), newest year first; what is
                 whole is not asked for again, and years that its plan does not reach back to are left.
                 MARKET_DATA_DIR is the folder of replay and csv (.local/market-data)
  --again        asks for what is whole as well, such as of another source; what stands stays
  import         archives the bars of a file: timestamp,open,high,low,close,volume with the START of each bar in UTC
  --partial      takes the sound rows of a file of which others are refused
  export         writes archived bars as CSV, to the terminal unless --out names a file
  --force        writes over a file that exists
  verify         reads every archived year: its checksum, order and bars, and what the calendar misses between
                 them, and how many bars their source had none of before the first
  news           writes what Alpha Vantage has published of a symbol, with its scores, as CSV: to be read later. A call
                 brings a thousand articles, out of the budget of ALPHA_VANTAGE_PER_DAY; ALPHA_VANTAGE_API_KEY is needed
  --from, --to   the first and the last day, in UTC

  --stage local  the running local stack (CLOUD_PORT, AWS_ENDPOINT_URL), or dev or prod on AWS
  --region       where the stage is on AWS (us-east-1)
  --bucket       another bucket than that of the stage's models

  Exit codes: 0 done, 1 failed, damaged or not finished, 2 wrong usage.
`;
