import type { Command } from 'commander';
import { examples } from '../cli/help.ts';
import { repeatable } from '../cli/options.ts';
import type { BenchRequest } from '../cli/run-bench.ts';

/** `pushproof bench`: performance figures, each beside a baseline of the same call. */
export default function bench(program: Command): void {
  program
    .command('bench')
    .summary('performance figures, each beside its baseline')
    .description('Performance figures, each as a ratio to a baseline that is measured in the same call.')
    .addOption(repeatable('--only <NAME>', 'only this one; repeatable'))
    .option('--json', 'one JSON object on stdout')
    .option('--quiet', 'no progress')
    .addHelpText('after', examples('pushproof bench --only codec-rate', 'pushproof bench --only judging-rate --json'))
    .action(async (options: BenchRequest) => {
      const { runBench } = await import('../cli/run-bench.ts');
      process.exitCode = await runBench(options);
    });
}
