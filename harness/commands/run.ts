import type { Command } from 'commander';
import { examples } from '../cli/help.ts';
import {
  deploymentOption,
  iutOption,
  repeatable,
  seedOption,
  shardOption,
  workersOption,
  worldOption,
} from '../cli/options.ts';
import type { RunRequest } from '../cli/run-request.ts';

/** `pushproof run`: the suites, judged and reported. */
export default function run(program: Command): void {
  program
    .command('run')
    .argument('[CASE...]')
    .summary('runs the suites and reports')
    .description('Runs the suites, or the named cases (id, file name or id#variant), and reports.')
    .addOption(iutOption())
    .option('--target <URL>', 'smpp://id:password@host:port, http://…, exec:…, listen:…')
    .option('--profile <FILE>', 'what an implementation claims and where it is')
    .option('--ca <PEM>', 'trusted authorities')
    .option('--cert <PEM>', 'our certificate, key')
    // A screen has no line to spare for it; the README tells of it.
    .addOption(deploymentOption().hideHelp())
    .addOption(repeatable('--suite <NAME>', 'only this suite; repeatable'))
    .addOption(repeatable('--requirement <ID>', 'only cases of this requirement; repeatable'))
    .addOption(repeatable('--grep <RE>', 'only cases whose id or title matches; repeatable'))
    .option('--quick', 'a few cases, in under 15 seconds')
    .option('--again <DIR>', 'only what failed or was inconclusive there, merged')
    .addOption(worldOption('live'))
    .addOption(workersOption())
    .addOption(shardOption())
    .addOption(seedOption())
    .option('--strict', 'SHOULD and MAY count too')
    .option('--baseline <FILE>', 'known failures: only others count')
    .option('--pcap <FILE>', 'attach the lab’s own capture')
    .option('--out <DIR>', 'where results go', 'pushproof-results')
    .option('--dry-run', 'show what would be sent, send nothing')
    .option('--json', 'one JSON object on stdout')
    .option('--quiet', 'no progress')
    .addHelpText('after', examples('pushproof run --quick', 'pushproof run --world sim --suite segmentation'))
    .action(async (cases: readonly string[], options: Omit<RunRequest, 'cases'>) => {
      const { runSuites } = await import('../cli/run-suites.ts');
      process.exitCode = await runSuites({ ...options, cases });
    });
}
