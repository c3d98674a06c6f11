import type { Command } from 'commander';
import { examples } from '../cli/help.ts';
import { iutOption } from '../cli/options.ts';
import type { PreflightRequest } from '../cli/run-preflight.ts';

/** `pushproof preflight`: whether a run against a target would make sense. */
export default function preflight(program: Command): void {
  program
    .command('preflight')
    .summary('checks a profile and its target before a run')
    .description('Checks a profile and its target: reachable, binds, segments reach the handset side.')
    .addOption(iutOption())
    .option('--target <URL>', 'smpp://id:password@host:port, http://…, exec:…, listen:…')
    .option('--profile <FILE>', 'what an implementation claims and where it is')
    .option('--ca <PEM>', 'trusted authorities')
    .option('--cert <PEM>', 'our certificate, key')
    .option('--json', 'one JSON object on stdout')
    .option('--quiet', 'no progress')
    .addHelpText('after', examples('pushproof preflight', 'pushproof preflight --json'))
    .action(async (options: PreflightRequest) => {
      const { runPreflight } = await import('../cli/run-preflight.ts');
      process.exitCode = await runPreflight(options);
    });
}
