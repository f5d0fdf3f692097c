/**
 * The style that a machine keeps. What the house asks for beyond the well-known rules is written below as
 * small named rules: a selector and a sentence. test/architecture/eslint.test.ts seeds each of them.
 */
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const core = ['market', 'features', 'models', 'forecast', 'rules', 'alerts'].map((room) => `lib/${room}/**`);

/** Words that say nothing about what is inside. `Service` and its kind are refused as endings too. */
const emptyWord = '(utils?|helpers?|common|shared|manager|service|base|misc)';
const emptyEnding = '(Utils?|Helpers?|Common|Shared|Manager|Service|Base|Misc)';
const emptyName = `[name=/^${emptyWord}$|${emptyEnding}$/]`;
const declarations = [
  'VariableDeclarator',
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSTypeAliasDeclaration',
];

/** Where a word is a name of something's part or of a type, not the thing of that name that the language brings. */
const partsAndTypes = [
  'MemberExpression[computed=false] > .property',
  'Property[computed=false][shorthand=false] > .key',
  'TSPropertySignature > .key',
  'TSTypeReference > .typeName',
];

/** Any use of a word that the language or Node brings, under whatever name it is passed on. */
const anyUseOf = (word, ...allowed) =>
  `Identifier[name=/^(${word})$/]:not(${[...partsAndTypes, ...allowed].join(', ')})`;

const drawing = '/^(randomUUID|randomBytes|randomInt|randomFill|randomFillSync|getRandomValues)$/';

const testing = '/^(test|it|describe)$/';
const silencing = '/^(skip|only|todo|failing)$/';
const unexpecting = ':function:not(:has(Identifier[name=/^(expect|assert)/]))';

/** A rule that refuses whatever one of the selectors matches. */
const refuse = (message, ...selectors) => ({
  meta: { type: 'problem', schema: [], messages: { refused: message } },
  create: (context) => ({
    [selectors.join(', ')]: (node) => context.report({ node, messageId: 'refused' }),
  }),
});

/** A file that only passes on what other files export. */
const noBarrels = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { refused: 'No barrels: import from the file that has it.' },
  },
  create: (context) => ({
    Program(program) {
      const passesOn = (node) =>
        node.type === 'ExportAllDeclaration' ||
        (node.type === 'ExportNamedDeclaration' && node.source !== null);
      program.body.filter(passesOn).forEach((node) => context.report({ node, messageId: 'refused' }));
    },
  }),
};

const house = {
  rules: {
    'no-environment': refuse(
      'The environment is read at the doors only (lib/entry, lib/cli, lib/local): take what you need as an argument.',
      anyUseOf('process'),
      'ImportDeclaration[source.value=/^(node:)?process$/]',
    ),
    'no-clock': refuse(
      'Time comes through the ports Clock and MarketClock: only lib/adapters/system, simulator and lib/local ask the machine.',
      anyUseOf(
        'Date',
        'MemberExpression[computed=false][property.name=/^(UTC|parse)$/] > .object',
        "NewExpression[arguments.length>0][arguments.0.type!='SpreadElement'] > .callee",
        "BinaryExpression[operator='instanceof'] > .right",
      ),
      anyUseOf('performance|Temporal'),
      // Without an instant they mean now.
      'NewExpression[callee.name=/^TZDate/][arguments.length<2]',
      "CallExpression[callee.object.name=/^TZDate/][callee.property.name='tz'][arguments.length<2]",
      'CallExpression[callee.property.name=/^format(ToParts)?$/][arguments.length=0]',
    ),
    'no-chance': refuse(
      'Chance comes through a port or a seed: only lib/adapters/system, simulator and lib/local draw it.',
      anyUseOf('Math', "MemberExpression[computed=false][property.name!='random'] > .object"),
      `Identifier[name=${drawing}]`,
      `Literal[value=${drawing}]`,
      'ImportDeclaration[source.value="simple-statistics"] > ImportSpecifier[imported.name=/^(shuffle|shuffleInPlace|sample|sampleWithReplacement|permutationTest|kMeansCluster)$/]',
      'ImportDeclaration[source.value="simple-statistics"] > ImportNamespaceSpecifier',
    ),
    'no-global-object': refuse(
      'The global object is a back door to the clock, to chance and to the environment: name what you need.',
      anyUseOf('globalThis|global'),
    ),
    'no-async-in-the-core': refuse(
      'The core is synchronous: fetch before, in lib/app, and pass what was fetched.',
      ':function[async=true]',
      'AwaitExpression',
      'ForOfStatement[await=true]',
      anyUseOf('Promise|setTimeout|setInterval|setImmediate|queueMicrotask'),
      anyUseOf('fetch|XMLHttpRequest|WebSocket|EventSource|BroadcastChannel|MessageChannel|Worker|navigator'),
      'ImportExpression',
      'TSTypeReference[typeName.name=/^(Promise|PromiseLike|Async(Iterable|Iterator|Generator|IterableIterator))$/]',
      "CallExpression[callee.property.name='then']",
    ),
    'no-empty-catch': refuse(
      'What is caught is answered, told or thrown again: a comment does none of it.',
      'CatchClause > BlockStatement[body.length=0]',
      "CallExpression[callee.property.name='catch'] > :function[body.type='BlockStatement'][body.body.length=0]",
    ),
    'no-default-export': refuse(
      'Named exports only: a name that an importer can choose is a name nobody can search.',
      'ExportDefaultDeclaration',
      "ExportSpecifier[exported.name='default']",
      'TSExportAssignment',
    ),
    'no-enum': refuse(
      'No enums: use a union of literals, and an `as const` list where it is iterated.',
      'TSEnumDeclaration',
    ),
    'no-class-without-state': refuse(
      'A class without a field of its own is a function: return an object from one instead.',
      'ClassBody:not(:has(> PropertyDefinition[static=false])):not(:has(TSParameterProperty))',
    ),
    'no-empty-name': refuse(
      'This name says nothing about what it holds: name what it is or does.',
      ...declarations.map((kind) => `${kind} > Identifier.id${emptyName}`),
      `:function > Identifier.params${emptyName}`,
      `TSInterfaceDeclaration > Identifier.id${emptyName}`,
    ),
    'no-silenced-test': refuse(
      'A test runs or is deleted: no skip, only, todo or failing.',
      `MemberExpression[object.name=${testing}][property.name=${silencing}]`,
      `MemberExpression[object.name=${testing}][property.value=${silencing}]`,
      `MemberExpression[object.object.name=${testing}][property.name=${silencing}]`,
      'CallExpression[callee.name=/^([xf](test|it|describe)|fit)$/]',
      "MemberExpression[object.name=/^[xf](test|it|describe)$/][property.name='each']",
    ),
    'no-test-without-expectation': refuse(
      'A test that expects nothing passes whatever happens: expect, assert, or call a helper named so.',
      `CallExpression[callee.name=/^(test|it)$/] > ${unexpecting}`,
      `CallExpression[callee.callee.object.name=/^(test|it)$/] > ${unexpecting}`,
    ),
    'no-module-mock': refuse(
      'Needing to mock a module says that a port is missing: pass a memory adapter.',
      "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|setMock|unstable_mockModule)$/]",
    ),
    'no-barrel': noBarrels,
    'no-late-loading': refuse(
      'Sources stay CommonJS-compatible: no import.meta and no top-level await.',
      'MetaProperty[meta.name="import"]',
      'AwaitExpression:not(:function AwaitExpression)',
    ),
  },
};

const houseOf = (...names) => Object.fromEntries(names.map((name) => [`house/${name}`, 'error']));
const houseWithout = (...names) => Object.fromEntries(names.map((name) => [`house/${name}`, 'off']));

const unsafeAllowed = Object.fromEntries(
  ['argument', 'assignment', 'call', 'member-access', 'return'].map((what) => [
    `@typescript-eslint/no-unsafe-${what}`,
    'off',
  ]),
);

export default tseslint.config(
  {
    ignores: ['node_modules/', 'dist/', '.local/', '.house/', '.serverless/', 'coverage/', 'docs/examples/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, plugins: { house } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': true },
      ],
      // A port is answered with promises; an adapter that has no need to wait answers the same port.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.{ts,mts}', 'lib/**/*.mjs'],
    rules: {
      ...houseOf(
        'no-environment',
        'no-clock',
        'no-chance',
        'no-global-object',
        'no-empty-catch',
        'no-default-export',
        'no-enum',
        'no-class-without-state',
        'no-empty-name',
        'no-barrel',
        'no-late-loading',
      ),
      'no-param-reassign': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always'],
      complexity: ['error', 10],
      'max-params': ['error', 4],
      'max-depth': ['error', 3],
      'max-lines': ['error', 200],
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        globalThis: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  },
  { files: core, rules: { ...houseOf('no-async-in-the-core'), 'no-console': 'error' } },
  {
    files: ['lib/{ports,adapters,app,entry}/**', 'lib/*.ts', 'functions/**'],
    rules: { 'no-console': 'error' },
  },
  { files: ['lib/entry/**', 'lib/cli/**'], rules: houseWithout('no-environment') },
  { files: ['lib/adapters/{system,simulator}/**'], rules: houseWithout('no-clock', 'no-chance') },
  {
    files: ['lib/local/**'],
    rules: houseWithout('no-environment', 'no-clock', 'no-chance', 'no-global-object', 'no-late-loading'),
  },
  { files: ['lib/local/**/*.mjs'], rules: houseWithout('no-late-loading') },
  // The emulators have no types of their own.
  { files: ['lib/local/cloud/**'], rules: unsafeAllowed },
  { files: ['functions/**'], rules: { 'max-lines': ['error', 15] } },
  {
    files: ['test/**'],
    rules: {
      ...houseWithout('no-environment', 'no-clock', 'no-chance', 'no-global-object'),
      ...houseWithout('no-class-without-state', 'no-late-loading'),
      ...houseOf('no-silenced-test', 'no-test-without-expectation', 'no-module-mock'),
      'max-lines': ['error', 400],
      // A row of a table is as wide as it has to be, and its numbers as large.
      'max-params': 'off',
      'no-loss-of-precision': 'off',
      // Tests read answers whose type is what they are about to find out.
      '@typescript-eslint/no-explicit-any': 'off',
      ...unsafeAllowed,
      '@typescript-eslint/unbound-method': 'off',
      // What a test must see is how a module behaves when it is loaded.
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
);
