import { writeCaseFiles, type CaseFiles } from '../report/case-files.ts';
import { loadCatalogue } from '../run/requirements.ts';
import { maskNumber } from '../run/target.ts';
import { fromCrossing } from './case-crossing.ts';
import type { CaseWriterAnswer, CaseWriterQuestion } from './case-writer.ts';

/** The process of `startCaseWriter`: asked over IPC for one case's files after the other; it ends with its parent. */
const rows = loadCatalogue();
// Ctrl-C reaches the whole group; whoever asks decides what is still written.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (question: CaseWriterQuestion) => void answer(question));

async function answer(question: CaseWriterQuestion): Promise<void> {
  const { id } = question;
  let said: CaseWriterAnswer;
  try {
    said = { id, files: await written(question) };
  } catch (error) {
    said = { id, error: error instanceof Error ? error.message : String(error) };
  }
  process.send?.(said);
}

async function written({ folder, result, replay }: CaseWriterQuestion): Promise<CaseFiles> {
  const catalogue = new Map((await rows).requirements.map((row) => [row.id, row]));
  return writeCaseFiles(folder, fromCrossing(result), { catalogue, mask: maskNumber, replay, octets: true });
}
