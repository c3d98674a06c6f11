import type { Command } from 'commander';
import { examples } from '../cli/help.ts';
import { durationOption, iutOption, pathOption, seedOption, wholeOption, worldOption } from '../cli/options.ts';
import type { FuzzRequest } from '../cli/run-fuzz.ts';

const MAX_RUNS = 1_000_000_000;
const MAX_FINDINGS = 1_000;

/** `pushproof fuzz`: inputs that chance makes, against laws and oracles. */
export default function fuzz(program: Command): void {
  program
    .command('fuzz')
    .argument('[FUZZER...]')
    .summary('campaigns of inputs that chance makes')
    .description('Campaigns of inputs that chance makes; what breaks a rule is made small and kept.')
    .addOption(iutOption())
    .option('--target <URL>', 'as of run; then on sockets')
    .option('--profile <FILE>', 'what an implementation claims and where it is')
    .option('--ca <PEM>', 'trusted authorities')
    .option('--cert <PEM>', 'our certificate, key')
    .addOption(worldOption('sim'))
    .addOption(wholeOption('--runs <N>', 'inputs for each fuzzer', 1, MAX_RUNS))
    .addOption(durationOption('--for <TIME>', 'time for each instead: 90s, 10m, 2h'))
    .addOption(seedOption())
    .addOption(pathOption())
    .option('--resume <DIR>', 'goes on where that campaign stopped')
    .addOption(wholeOption('--max-findings <N>', 'ends a fuzzer after so many', 1, MAX_FINDINGS))
    .option('--continue-on-failure', 'goes on after a finding until the runs are done')
    .option('--save-regression', 'writes findings into suites/ as cases')
    .option('--out <DIR>', 'where results go', 'pushproof-results')
    .option('--json', 'one JSON object on stdout')
    .option('--quiet', 'no progress')
    .addHelpText('after', examples('pushproof fuzz --runs 50', 'pushproof fuzz pushes-of-every-size --for 5s --json'))
    .action(async (names: readonly string[], options: Omit<FuzzRequest, 'names'>) => {
      const { runFuzz } = await import('../cli/run-fuzz.ts');
      process.exitCode = await runFuzz({ ...options, names });
    });
}
