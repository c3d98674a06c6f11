import { makeTrial, type TrialOptions } from '../run/trial.ts';
import type { TrialAnswer, TrialQuestion } from './trial-process.ts';

/** The process of `startTrials`: one mutant at a time, as it is asked over IPC; it ends with its parent. */
const trial = makeTrial(JSON.parse(process.env['PUSHPROOF_TRIAL'] ?? '{}') as TrialOptions);
// Ctrl-C reaches the whole group; whoever asks decides what becomes of the trials.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', ({ mutant }: TrialQuestion) => void answer(mutant));

async function answer(mutant: string | null): Promise<void> {
  let said: TrialAnswer;
  try {
    said = { failed: await (await trial)(mutant) };
  } catch (error) {
    said = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send?.(said);
}
