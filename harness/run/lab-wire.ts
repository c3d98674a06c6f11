import type { Socket } from 'node:net';
import type { Verdict } from '../core/verdict.ts';

/** What a test asks the lab: the judgement of one case, by its key. */
export type Question = { readonly ask: string };

/** What the lab answers; anything long is in files. */
export type Answer = {
  readonly key: string;
  readonly verdict: Verdict;
  /** Why it is not `pass`; short. */
  readonly reason: string | null;
  /** A file with the text that the test fails with; `null` unless `fail` or `error`. */
  readonly failure: string | null;
  readonly attachments: readonly { readonly name: string; readonly path: string; readonly contentType: string }[];
};

/** Longest line that either side reads; results go by file, so that lines stay short. */
export const MAX_LINE_OCTETS = 64 * 1024;

/** Calls `take` with each line that arrives; a longer one than `MAX_LINE_OCTETS` destroys the connection. */
export function eachLine(socket: Socket, take: (line: string) => void): void {
  let pending = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop() ?? '';
    if (pending.length > MAX_LINE_OCTETS) socket.destroy(new Error(`a line of more than ${MAX_LINE_OCTETS} octets`));
    else lines.forEach(take);
  });
}
