import type { ChildProcess } from 'node:child_process';
import type { Trial } from '../run/kill-matrix.ts';
import { startChild } from './child.ts';
import type { TrialOptions } from '../run/trial.ts';

/** What a child is asked, and what it answers. */
export type TrialQuestion = { readonly mutant: string | null };
export type TrialAnswer = { readonly failed: readonly string[] } | { readonly error: string };

/** Trials shared out among child processes, one at a time in each. */
export type TrialProcesses = { readonly trial: Trial; readonly end: () => void };

/** Starts `count` children; they end with this process, or at `end`. */
export function startTrials(count: number, options: TrialOptions): TrialProcesses {
  const environment = { PUSHPROOF_TRIAL: JSON.stringify(options) };
  const children = Array.from({ length: count }, () =>
    startChild('trial-child', { serialization: 'json', environment }),
  );
  const idle = children.map(({ process: child }) => child);
  return {
    trial: async (mutant) => {
      const child = idle.pop();
      if (child === undefined) throw new RangeError(`more than ${count} trials at once`);
      const failed = await ask(child, { mutant });
      idle.push(child);
      return failed;
    },
    end: () => {
      for (const { end } of children) end();
    },
  };
}

function ask(child: ChildProcess, question: TrialQuestion): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null): void => reject(new Error(`a trial's process ended with ${code ?? 'a signal'}`));
    child.once('exit', died);
    child.once('message', (answer: TrialAnswer) => {
      child.off('exit', died);
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer.failed);
    });
    child.send(question);
  });
}
