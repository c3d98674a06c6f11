import type { Command } from 'commander';
import { examples } from '../cli/help.ts';
import { iutOption } from '../cli/options.ts';
import type { JudgeRequest } from '../cli/run-judge.ts';

/** `pushproof judge`: verdicts of what was recorded. */
export default function judge(program: Command): void {
  program
    .command('judge')
    .argument('<FILE...>')
    .summary('verdicts from recorded traces')
    .description('Verdicts from recorded traces (.jsonl); sends nothing.')
    .addOption(iutOption())
    .option('--profile <FILE>', 'what the recorded implementation claims')
    .option('--strict', 'SHOULD and MAY count too')
    .option('--json', 'one JSON object on stdout')
    .option('--quiet', 'the verdict only')
    .addHelpText('after', examples('pushproof judge trace.jsonl', 'pushproof judge trace.jsonl --iut smsc --json'))
    .action(async (files: readonly string[], options: Omit<JudgeRequest, 'files'>) => {
      const { runJudge } = await import('../cli/run-judge.ts');
      process.exitCode = await runJudge({ ...options, files });
    });
}
