/** A file that breaks `rule`, and every other rule that it cannot help breaking. */
export type BoundarySeed = {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
  readonly also?: readonly string[];
};

const stages = ['market', 'features', 'models', 'forecast', 'rules', 'alerts'] as const;

const imports = (target: string) => `import { it } from '${target}';\nexport const here = it;\n`;
const importsType = (target: string) => `import type { It } from '${target}';\nexport type Here = It;\n`;

/** What the seeds import. None of these breaks a rule, apart from being reached by no door. */
export const LAWFUL_FILES: Readonly<Record<string, string>> = {
  'functions/lawful.ts':
    "import { it } from '../lib/entry/lawful';\nimport { made } from '../lib/compose/lawful';\nexport const here = [it, made];\n",
  'lib/entry/lawful.ts':
    "import core from '@middy/core';\nimport { it as app } from '../app/lawful';\nexport const it = [core, app];\n",
  'lib/plots/lawful.ts':
    "import { scaleLinear } from 'd3-scale';\nexport const it = scaleLinear;\nexport type It = unknown;\n",
  'lib/compose/lawful.ts': "import { it } from '../adapters/s3/lawful';\nexport const made = it;\n",
  'lib/adapters/s3/lawful.ts':
    "import { S3Client } from '@aws-sdk/client-s3';\nimport type { It } from '../../ports/lawful';\nexport const it: It = new S3Client();\n",
  'lib/adapters/memory/lawful.ts': importsType('../../ports/lawful'),
  'lib/app/lawful.ts':
    "import type { It } from '../ports/lawful';\nimport { it as rule } from '../rules/lawful';\nexport const it: It = rule;\n",
  'lib/ports/lawful.ts': "import type { It as Rule } from '../rules/lawful';\nexport type It = Rule;\n",
  ...Object.fromEntries(
    stages.map((stage, index) => {
      const before = stages[index - 1];
      const reads =
        before === undefined
          ? "import { createHash } from 'node:crypto';\n"
          : `import { it as before } from '../${before}/lawful';\n`;
      return [
        `lib/${stage}/lawful.ts`,
        `${reads}export const it = ${before === undefined ? 'createHash' : 'before'};\nexport type It = unknown;\n`,
      ];
    }),
  ),
  // Half of a cycle, which is reported at its other half.
  'lib/entry/hen.ts': imports('./egg'),
  'lib/local/lawful.ts': imports('../compose/lawful'),
  'test/lawful.test.ts': imports('../lib/app/lawful'),
  'test/support/lawful.ts': imports('../../lib/app/lawful'),
};

export const BOUNDARY_SEEDS: readonly BoundarySeed[] = [
  { rule: 'core-is-pure', file: 'lib/rules/readsTheDisk.ts', text: imports('node:fs') },
  { rule: 'core-is-pure', file: 'lib/market/parsesCsv.ts', text: imports('csv-parse') },
  { rule: 'core-is-pure', file: 'lib/alerts/knowsAPort.ts', text: importsType('../ports/lawful') },
  ...stages.slice(0, -1).map((stage, index) => ({
    rule: `${stage}-looks-only-left`,
    file: `lib/${stage}/looksRight.ts`,
    text: importsType(`../${stages[index + 1] ?? ''}/lawful`),
  })),
  { rule: 'small-words-know-nobody', file: 'lib/problems.ts', text: imports('node:fs') },
  { rule: 'small-words-know-nobody', file: 'lib/base32.ts', text: imports('zod') },
  { rule: 'small-words-know-nobody', file: 'lib/quoted.ts', text: importsType('./ports/lawful') },
  { rule: 'ports-know-only-the-core', file: 'lib/ports/KnowsPackage.ts', text: importsType('zod') },
  { rule: 'ports-know-only-the-core', file: 'lib/ports/KnowsUseCase.ts', text: importsType('../app/lawful') },
  {
    rule: 'plots-know-only-figures',
    file: 'lib/plots/knowsAModel.ts',
    text: importsType('../models/lawful'),
  },
  { rule: 'plots-know-only-figures', file: 'lib/plots/parsesCsv.ts', text: imports('csv-parse') },
  {
    rule: 'only-doors-draw',
    file: 'lib/app/draws.ts',
    text: imports('../plots/lawful'),
    also: ['app-sees-ports-not-adapters'],
  },
  {
    rule: 'only-compose-sees-adapters',
    file: 'lib/entry/picksAdapter.ts',
    text: imports('../adapters/memory/lawful'),
  },
  {
    rule: 'app-sees-ports-not-adapters',
    file: 'lib/app/picksAdapter.ts',
    text: imports('../adapters/memory/lawful'),
    also: ['only-compose-sees-adapters'],
  },
  {
    rule: 'adapters-know-ports-and-core',
    file: 'lib/adapters/memory/asksUseCase.ts',
    text: imports('../../app/lawful'),
  },
  {
    rule: 'adapters-do-not-know-each-other',
    file: 'lib/adapters/memory/leansOnS3.ts',
    text: imports('../s3/lawful'),
  },
  { rule: 'functions-are-doormen', file: 'functions/thinks.ts', text: imports('../lib/app/lawful') },
  {
    rule: 'nobody-imports-a-function',
    file: 'lib/entry/callsAFunction.ts',
    text: imports('../../functions/lawful'),
  },
  {
    rule: 'entry-is-the-only-lambda-shell',
    file: 'lib/app/knowsLambda.ts',
    text: importsType('aws-lambda'),
    also: ['app-sees-ports-not-adapters'],
  },
  {
    rule: 'entry-is-the-only-lambda-shell',
    file: 'lib/config.ts',
    text: imports('@aws-lambda-powertools/batch'),
  },
  {
    rule: 'nobody-before-the-entry-knows-the-entry',
    file: 'lib/app/knowsHttp.ts',
    text: imports('../entry/lawful'),
    also: ['app-sees-ports-not-adapters'],
  },
  {
    rule: 'only-doors-see-compose',
    file: 'lib/app/wiresItself.ts',
    text: imports('../compose/lawful'),
    also: ['app-sees-ports-not-adapters'],
  },
  {
    rule: 'only-the-dynamodb-adapter-speaks-dynamodb',
    file: 'lib/entry/speaksDynamodb.ts',
    text: imports('@aws-sdk/client-dynamodb'),
  },
  {
    rule: 'only-the-s3-adapter-speaks-s3',
    file: 'lib/adapters/dynamodb/speaksS3.ts',
    text: imports('@aws-sdk/client-s3'),
  },
  {
    rule: 'only-the-sns-adapter-speaks-sns',
    file: 'lib/adapters/sqs/speaksSns.ts',
    text: imports('@aws-sdk/client-sns'),
  },
  {
    rule: 'only-the-sqs-adapter-speaks-sqs',
    file: 'lib/entry/speaksSqs.ts',
    text: imports('@aws-sdk/client-sqs'),
  },
  {
    rule: 'production-never-imports-local',
    file: 'lib/entry/leansOnLocal.ts',
    text: imports('../local/lawful'),
  },
  {
    rule: 'production-never-imports-dev-dependencies',
    file: 'lib/entry/measures.ts',
    text: imports('ml-matrix'),
  },
  { rule: 'packages-are-declared', file: 'lib/entry/leansOnAccident.ts', text: imports('semver') },
  { rule: 'imports-resolve', file: 'lib/entry/leadsNowhere.ts', text: imports('./gone') },
  { rule: 'no-cycles', file: 'lib/entry/egg.ts', text: imports('./hen') },
  { rule: 'no-orphans', file: 'lib/app/deadUseCase.ts', text: imports('./lawful') },
  { rule: 'nothing-stands-alone', file: 'lib/cli/alone.ts', text: 'export const here = 1;\n' },
  { rule: 'tests-are-never-imported', file: 'test/leansOnATest.test.ts', text: imports('./lawful.test') },
  {
    rule: 'sources-never-import-test-support',
    file: 'lib/entry/leansOnTests.ts',
    text: imports('../../test/support/lawful'),
  },
];
