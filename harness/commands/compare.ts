import type { Command } from 'commander';
import { examples } from '../cli/help.ts';
import { seedOption, wholeOption } from '../cli/options.ts';
import type { CompareRequest } from '../cli/run-compare.ts';

const MAX_PUSHES = 100_000;

/** `pushproof compare`: the claim measured. */
export default function compare(program: Command): void {
  program
    .command('compare')
    .summary('prior art against transactional push, in virtual time')
    .description('Prior art against transactional push under loss and load, in virtual time: success and latency.')
    .addOption(wholeOption('--pushes <N>', 'pushes of each scenario (64)', 1, MAX_PUSHES))
    .addOption(seedOption())
    .option('--json', 'one JSON object on stdout')
    .option('--quiet', 'no progress')
    .addHelpText('after', examples('pushproof compare --pushes 16', 'pushproof compare --pushes 16 --json'))
    .action(async (options: CompareRequest) => {
      const { runCompare } = await import('../cli/run-compare.ts');
      process.exitCode = await runCompare(options);
    });
}
