/** Events as lines that people read and write; the notation is explained in ladder.md. */
export { parseLadder } from './ladder-parse.ts';
export { printLadder, type LadderOptions } from './ladder-print.ts';
