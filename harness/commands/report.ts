import type { Command } from 'commander';
import { examples } from '../cli/help.ts';
import type { ReportRequest } from '../cli/run-report.ts';

/** `pushproof report`: the Allure page of finished runs, and what changed between two. */
export default function report(program: Command): void {
  program
    .command('report')
    .argument('<DIR...>')
    .summary('the Allure page of runs; what changed between two')
    .description('Makes the Allure page of runs (their folders, or folders of Allure results).')
    .option('--single-file', 'one self-contained page; always so')
    .option('--merge', 'one page of all DIRs, as of the shards of one run')
    .option('--compare', 'each verdict that differs between DIR and DIR, and why')
    .option('--out <DIR>', 'where the page goes; without it beside the results')
    .option('--open', 'show the page in the browser')
    .option('--json', 'one JSON object on stdout')
    .addHelpText(
      'after',
      examples(
        'pushproof report pushproof-results/latest',
        'pushproof report --compare baseline pushproof-results/latest',
      ),
    )
    .action(async (folders: readonly string[], options: Omit<ReportRequest, 'folders'>) => {
      const { runReport } = await import('../cli/run-report.ts');
      process.exitCode = await runReport({ ...options, folders });
    });
}
