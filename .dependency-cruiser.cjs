/** Who may import whom (harness/README.md, layers): folder → [folders, packages]; `node` stands for Node's own modules. */
const layers = {
  core: [[], []],
  wire: [['core'], ['saxes']],
  trace: [['core', 'wire'], []],
  capture: [['core', 'wire', 'trace'], []],
  oracles: [['core', 'wire', 'trace'], []],
  'reference-impl': [['core', 'wire'], []],
  fakes: [['core', 'wire', 'reference-impl'], []],
  faults: [['core'], []],
  fuzz: [['core', 'wire'], ['fast-check']],
  world: [
    ['core', 'wire', 'trace', 'faults', 'reference-impl', 'fakes'],
    ['node', 'smpp', 'tinyqueue'],
  ],
  run: [
    ['core', 'wire', 'trace', 'capture', 'oracles', 'world', 'faults', 'fakes', 'fuzz', 'reference-impl'],
    ['node', 'ajv', 'yaml', 'fast-check'],
  ],
  report: [
    ['core', 'wire', 'trace', 'capture'],
    ['node', 'allure-js-commons'],
  ],
  compare: [['core', 'trace', 'faults', 'oracles', 'reference-impl', 'world', 'run'], []],
  bench: [
    ['core', 'wire', 'trace', 'oracles', 'reference-impl', 'world', 'run'],
    ['node', 'smpp'],
  ],
};

/** What any test may use besides what its folder may. */
const testFiles = '^harness/(run/discover(-oracles)?|run/load-profile|wire/octets)\\.ts$';
const testPackages = ['node', '@playwright/test', 'fast-check', 'smpp'];

const isTest = '\\.test\\.ts$';
const notATest = '(?<!\\.test)\\.ts$';

/** A rule's target: whatever is neither in these paths nor of these packages. */
function allBut(paths, packages) {
  const places = packages
    .filter((name) => name !== 'node')
    .flatMap((name) => [`node_modules/${name}/`, `node_modules/@types/${name}/`]);
  return { pathNot: [...paths, ...places], ...(packages.includes('node') ? { dependencyTypesNot: ['core'] } : {}) };
}

function layerRules([folder, [folders, packages]]) {
  const own = `^harness/(${[folder, ...folders].join('|')})/`;
  return [
    {
      name: `${folder}-imports-only-its-layers`,
      severity: 'error',
      from: { path: `^harness/${folder}/`, pathNot: [isTest, '^harness/run/suite\\.ts$'] },
      to: allBut([own], packages),
    },
    {
      name: `${folder}-tests-import-only-its-layers`,
      severity: 'error',
      from: { path: [`^harness/${folder}/`], pathNot: notATest },
      to: allBut([own, testFiles], [...packages, ...testPackages]),
    },
  ];
}

module.exports = {
  forbidden: [
    ...Object.entries(layers).flatMap(layerRules),
    {
      name: 'only-the-suite-binding-knows-playwright',
      severity: 'error',
      from: { path: '^harness/run/suite\\.ts$' },
      to: allBut(['^harness/(core|run)/'], ['node', '@playwright/test']),
    },
    {
      name: 'commands-leave-the-suites-to-playwright',
      severity: 'error',
      from: { path: '^harness/(cli\\.ts|cli/|commands/)', pathNot: isTest },
      to: allBut(['^harness/'], ['node', 'commander', 'picocolors']),
    },
    {
      name: 'suites-only-name-themselves',
      severity: 'error',
      from: { path: '^suites/' },
      to: { pathNot: '^harness/run/suite\\.ts$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file is imported, or found by its suffix or folder.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.(test|oracle|fault|fake|fuzz|bench|spec|table)\\.ts$',
          '/verbs\\.ts$',
          '\\.d\\.ts$',
          '^harness/(commands/[a-z]+\\.ts|bin\\.mjs|build\\.mjs)$',
        ],
      },
      to: {},
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { pathNot: [isTest, '^harness/build\\.mjs$'] },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '\\.json$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.d.ts'],
    },
  },
};
