import type { Command } from 'commander';
import { examples } from '../cli/help.ts';
import { seedOption, trialsOption, worldOption } from '../cli/options.ts';
import type { MutantsRequest } from '../cli/run-mutants.ts';

/** `pushproof mutants`: whether each faulty peer fails the rule it breaks, and no other. */
export default function mutants(program: Command): void {
  program
    .command('mutants')
    .argument('[MUTANT...]')
    .summary('the kill matrix: whether each faulty peer is caught')
    .description('The kill matrix: each mutant, the requirement it must fail, whether that one did.')
    .addOption(worldOption('sim'))
    .addOption(seedOption())
    .addOption(trialsOption())
    .option('--quick', 'a mutant meets only the cases that name what it violates')
    .option('--json', 'one JSON object on stdout')
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      examples('pushproof mutants smsc/second-response', 'pushproof mutants --world sim --json smsc/second-response'),
    )
    .action(async (only: readonly string[], options: Omit<MutantsRequest, 'only'>) => {
      const { runMutants } = await import('../cli/run-mutants.ts');
      process.exitCode = await runMutants({ ...options, only });
    });
}
