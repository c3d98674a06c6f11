import type { CaseFiles } from '../report/case-files.ts';
import type { CaseResult } from '../trace/finding.ts';
import { startChild } from './child.ts';
import { toCrossing, type CaseCrossing } from './case-crossing.ts';

/** What the process is asked, and what it answers. */
export type CaseWriterQuestion = {
  readonly id: number;
  readonly folder: string;
  readonly result: CaseCrossing;
  readonly replay: string;
};
export type CaseWriterAnswer = { readonly id: number } & ({ readonly files: CaseFiles } | { readonly error: string });

/** Writes the files of cases in a process beside the run, so that printing them delays nothing that is being timed. */
export type CaseWriter = {
  /** Writes one case's files below a run's folder; `replay` is the call that runs it again. Rejects where a file cannot be written. */
  readonly write: (folder: string, result: CaseResult, replay: string) => Promise<CaseFiles>;
  /** Ends the process; what it has not written yet is rejected. Idempotent. */
  readonly end: () => void;
};

type Pending = { readonly resolve: (files: CaseFiles) => void; readonly reject: (error: Error) => void };

/** Starts the process, which ends with this one; a result crosses to it as a copy. */
export function startCaseWriter(): CaseWriter {
  const pending = new Map<number, Pending>();
  let asked = 0;
  let gone: Error | null = null;
  const { process: child, end } = startChild('case-writer-child', { serialization: 'advanced' });
  const leave = (error: Error): void => {
    gone ??= error;
    for (const { reject } of pending.values()) reject(gone);
    pending.clear();
  };
  child.on('message', (answer: CaseWriterAnswer) => {
    const waiting = pending.get(answer.id);
    pending.delete(answer.id);
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.files);
  });
  child.on('error', leave);
  child.on('exit', () => leave(new Error('the process that writes the files of cases has ended')));
  return {
    write: (folder, result, replay) =>
      new Promise((resolve, reject) => {
        if (gone !== null) {
          reject(gone);
          return;
        }
        asked += 1;
        pending.set(asked, { resolve, reject });
        child.send({ id: asked, folder, result: toCrossing(result), replay } satisfies CaseWriterQuestion);
      }),
    end,
  };
}
