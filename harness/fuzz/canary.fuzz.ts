import fc from 'fast-check';
import { defineFuzzer } from './define.ts';

/** Fails for every number of three digits, and shrinks to the least of them. */
export default defineFuzzer<number>({
  kind: 'law',
  title: 'The canary: no number has three digits',
  requirements: ['SEC-001'],
  runs: 1_000,
  classes: ['any'],
  isCanary: true,
  inputs: fc.nat({ max: 999_999 }),
  holds: (number) => ({ classes: ['any'], broken: number < 100 ? null : `${number} has three digits or more` }),
  show: String,
});
