/**
 * The ladder: events as lines that people read and write. Failures are printed in it, oracles' examples are written
 * in it. docs: harness/trace/ladder.md
 */
export { parseLadder } from './ladder-parse.ts';
export { printLadder, type LadderOptions } from './ladder-print.ts';
