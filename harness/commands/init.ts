import type { Command } from 'commander';
import { examples } from '../cli/help.ts';
import type { InitRequest } from '../cli/run-init.ts';

/** `pushproof init`: a commented profile, from a few questions. */
export default function init(program: Command): void {
  program
    .command('init')
    .argument('<ROLE>', 'what is to be judged: smsc, ppg, handset, pi')
    .summary('writes a commented profile from a few questions')
    .description('Asks what it needs and writes a commented profile. Answers may also come line by line on stdin.')
    .option('--out <FILE>', 'where it is written (by default ROLE.profile.yaml)')
    .option('--yes', 'asks nothing: every answer is the proposed one')
    .option('--json', 'one JSON object on stdout')
    .addHelpText('after', examples('pushproof init smsc --yes', 'pushproof init ppg --yes --out my-ppg.yaml'))
    .action(async (role: string, options: Omit<InitRequest, 'role'>) => {
      const { runInit } = await import('../cli/run-init.ts');
      process.exitCode = await runInit({ ...options, role });
    });
}
