import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Folders that neither read the clock nor touch the machine (harness/README.md, layers). */
const pure = ['core', 'wire', 'trace', 'capture', 'oracles', 'reference-impl', 'fakes', 'faults', 'fuzz'];

const impure = [
  ['Date', 'take nowUs or epochUtc as an argument'],
  ['performance', 'take nowUs as an argument'],
  ['setTimeout', 'emit a setTimer effect'],
  ['setInterval', 'emit a setTimer effect'],
  ['setImmediate', 'emit a setTimer effect'],
  ['process', 'take it as an argument'],
  ['Promise', 'actors and judges are synchronous; the world waits'],
];

export default tseslint.config(
  { ignores: ['node_modules', 'dist', '.out', 'pushproof-results'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
    },
  },
  {
    files: pure.map((folder) => `harness/${folder}/**/*.ts`),
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impure.map(([name, message]) => ({ name, message }))],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'take an Rng as an argument' },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', module: 'writable', URL: 'readonly' } },
  },
);
