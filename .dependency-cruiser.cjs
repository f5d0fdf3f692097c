/**
 * Who may know whom. Each rule is named as the sentence it enforces; test/architecture/boundaries.test.ts
 * seeds a violation of every one of them. Read it beside the list of rooms in the README.
 */
const core = ['market', 'features', 'models', 'forecast', 'rules', 'alerts'];
const coreFiles = `^lib/(${core.join('|')})/`;

/** Small words that every room may use. */
const everywhere = '^lib/(problems|base32|quoted|redacted|counters|once|inLanes)[.]ts$';

const hashing = '^(node:)?crypto$';

/** Indicators that no rule speaks yet and features that no model learns from yet, with what they alone need. */
const indicators =
  '^lib/features/(indicators/|wide/|(lagStream|rollingMoments|rollingRange|rollingSums)[.]ts$)';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const stageRules = core
  .slice(0, -1)
  .map((stage, index) =>
    forbid(
      `${stage}-looks-only-left`,
      `Stages run ${core.join(' → ')}: ${stage} must not know what comes after it.`,
      { path: `^lib/${stage}/` },
      { path: `^lib/(${core.slice(index + 1).join('|')})/` },
    ),
  );

const speaksOnly = (service, client) =>
  forbid(
    `only-the-${service}-adapter-speaks-${service}`,
    `Everybody else says what is wanted through a port; the ${service} client stays in lib/adapters/${service} (and in the local cloud, which stands in for AWS).`,
    { path: '^(lib|functions)/', pathNot: `^lib/(adapters/${service}|local)/` },
    { path: `node_modules/(${client})/` },
  );

module.exports = {
  forbidden: [
    forbid(
      'core-is-pure',
      'The core knows bars, numbers and words: of packages only zod, simple-statistics and @date-fns/tz, of Node only hashing, of the house only itself and the problems.',
      { path: coreFiles },
      {
        pathNot: [coreFiles, everywhere, 'node_modules/(zod|simple-statistics|@date-fns/tz)/', hashing],
        couldNotResolve: false,
      },
    ),
    ...stageRules,
    forbid(
      'small-words-know-nobody',
      'What every room may import would bring along whatever it imports: it knows its own kind and hashing.',
      { path: everywhere },
      { pathNot: [everywhere, hashing], couldNotResolve: false },
    ),
    forbid(
      'ports-know-only-the-core',
      'A port is written in core words: it imports the core and other ports, and nothing else.',
      { path: '^lib/ports/' },
      { pathNot: [coreFiles, '^lib/ports/', everywhere], couldNotResolve: false },
    ),
    forbid(
      'plots-know-only-figures',
      'A drawing is made of numbers and names: it imports d3 and other drawings, and nothing of the house.',
      { path: '^lib/plots/' },
      { pathNot: ['^lib/plots/', 'node_modules/(@types/)?(d3-scale|d3-shape)/'], couldNotResolve: false },
    ),
    forbid(
      'only-doors-draw',
      'What is drawn is shown by the entry and by command lines; nobody before them knows plots.',
      { path: '^lib/', pathNot: '^lib/(plots|entry|cli|local)/' },
      { path: '^lib/plots/' },
    ),
    forbid(
      'only-compose-sees-adapters',
      'Which adapter stands behind a port is decided in lib/compose and nowhere else.',
      { path: '^(lib|functions)/', pathNot: '^lib/(compose|adapters)/' },
      { path: '^lib/adapters/' },
    ),
    forbid(
      'app-sees-ports-not-adapters',
      'A use case is a sentence about ports: it imports the core, ports, other use cases, hashing and no package.',
      { path: '^lib/app/' },
      { pathNot: [coreFiles, '^lib/(ports|app)/', everywhere, hashing], couldNotResolve: false },
    ),
    forbid(
      'adapters-know-ports-and-core',
      'An adapter answers a port: it does not know who asks.',
      { path: '^lib/adapters/' },
      { path: '^(lib|functions)/', pathNot: [coreFiles, '^lib/(ports|adapters)/', everywhere] },
    ),
    forbid(
      'adapters-do-not-know-each-other',
      'Two adapters that need each other are joined in lib/compose; what all AWS clients need lies in lib/adapters/aws, and what all vendors need in lib/adapters/vendor.',
      { path: '^lib/adapters/([^/]+)/' },
      { path: '^lib/adapters/[^/]+/', pathNot: '^lib/adapters/($1|aws|vendor)/' },
    ),
    forbid(
      'functions-are-doormen',
      'A function opens the door and calls the entry with what compose makes: it knows nobody else.',
      { path: '^functions/' },
      { pathNot: ['^lib/entry/', '^lib/compose/'], couldNotResolve: false },
    ),
    forbid(
      'nobody-imports-a-function',
      'Functions are the outermost doors; what two of them need lives in lib/entry.',
      { path: '^(lib|functions)/' },
      { path: '^functions/' },
    ),
    forbid(
      'entry-is-the-only-lambda-shell',
      'Middleware, batch records and Lambda events are known to lib/entry alone.',
      { path: '^(lib|functions)/', pathNot: '^lib/entry/' },
      { path: 'node_modules/(@middy/|@aws-lambda-powertools/batch/|@types/aws-lambda/)' },
    ),
    forbid(
      'nobody-before-the-entry-knows-the-entry',
      'Imports run one way: core, ports, adapters and use cases do not know HTTP.',
      { path: '^lib/', pathNot: '^lib/(entry|cli|local)/' },
      { path: '^lib/(entry|cli)/' },
    ),
    forbid(
      'only-doors-see-compose',
      'Wiring is asked for by functions, the entry, command lines and the local stack.',
      { path: '^lib/', pathNot: '^lib/(compose|entry|cli|local)/' },
      { path: '^lib/compose/' },
    ),
    speaksOnly('dynamodb', '@aws-sdk/(client-dynamodb|lib-dynamodb|util-dynamodb)|dynalite'),
    speaksOnly('s3', '@aws-sdk/client-s3'),
    speaksOnly('sns', '@aws-sdk/client-sns'),
    speaksOnly('sqs', '@aws-sdk/client-sqs'),
    forbid(
      'production-never-imports-local',
      'The local stack stands in for AWS on a desk; nothing that is deployed may need it.',
      { path: '^(lib|functions)/', pathNot: '^lib/local/' },
      { path: '^lib/local/' },
    ),
    forbid(
      'production-never-imports-dev-dependencies',
      'What is deployed is installed as a dependency; development tools stay with lib/local, lib/cli and the tests.',
      { path: '^(lib|functions)/', pathNot: '^lib/(local|cli)/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    ),
    forbid(
      'packages-are-declared',
      'A package that package.json does not name may be gone after the next install.',
      { path: '^(lib|functions|test)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
    ),
    forbid('imports-resolve', 'An import leads somewhere.', {}, { couldNotResolve: true }),
    forbid('no-cycles', 'Two files that need each other are one file, or three.', {}, { circular: true }),
    forbid(
      'no-orphans',
      'A file that no door, command line or local start reaches is dead: remove it, or open the door to it.',
      { path: '^(functions/|lib/cli/|lib/local/)' },
      // The memory adapters are a product of their own: what runs the use cases in process wires them.
      // Features and indicators stand ready until a model learns from them and a rule speaks them, some scores until drift is judged.
      {
        path: '^lib/',
        pathNot: [
          '^lib/(cli|local|adapters/memory)/',
          '^lib/forecast/scores/(cusum|populationStability)[.]ts$',
          '[.]d[.]ts$',
          indicators,
        ],
        reachable: false,
      },
    ),
    forbid(
      'nothing-stands-alone',
      'A file of the tools, the local stack or the tests that nobody imports and that imports nobody does nothing.',
      { path: '^(lib/(cli|local|adapters/memory)|test)/', pathNot: '[.]d[.]ts$', orphan: true },
      {},
    ),
    forbid(
      'tests-are-never-imported',
      'Sources do not know their tests, and a test file is nobody’s library: what two tests need goes to test/support.',
      {},
      { path: '[.]test[.]ts$' },
    ),
    forbid(
      'sources-never-import-test-support',
      'What the product needs lives in lib/.',
      { path: '^(lib|functions)/' },
      { path: '^test/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count: an import that vanishes in the build still tells who knows whom.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    reporterOptions: {
      mermaid: { minify: false },
    },
  },
};
