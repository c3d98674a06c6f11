import type { Command } from 'commander';
import { examples } from '../cli/help.ts';
import { iutOption, seedOption, worldOption } from '../cli/options.ts';
import type { ReplayRequest } from '../cli/run-replay.ts';

/** `pushproof replay`: a recorded counterexample or case, sent again. */
export default function replay(program: Command): void {
  program
    .command('replay')
    .argument('<FILE>', 'a counterexample of fuzz (.case.yaml, .json), or a case file')
    .summary('a counterexample or case again')
    .description('Sends a recorded counterexample or case again: FIXED (0), FAILED (1) or ERROR (5).')
    .addOption(iutOption())
    .option('--target <URL>', 'as of run; then on sockets')
    .option('--profile <FILE>', 'what an implementation claims and where it is')
    .option('--ca <PEM>', 'trusted authorities')
    .option('--cert <PEM>', 'our certificate, key')
    .addOption(worldOption('sim'))
    .addOption(seedOption())
    .option('--json', 'one JSON object on stdout')
    .option('--quiet', 'no progress')
    .addHelpText('after', examples('pushproof replay finding.case.yaml', 'pushproof replay finding.case.yaml --json'))
    .action(async (file: string, options: Omit<ReplayRequest, 'file'>) => {
      const { runReplay } = await import('../cli/run-replay.ts');
      process.exitCode = await runReplay({ ...options, file });
    });
}
