import type { Command } from 'commander';
import { examples } from '../cli/help.ts';
import { deploymentOption, portOption, reassemblyOption, repeatable, seedOption } from '../cli/options.ts';
import type { ServeRequest } from '../cli/serve-request.ts';

/** `pushproof serve`: a reference or faulty peer in the foreground. */
export default function serve(program: Command): void {
  program
    .command('serve')
    .argument('<ROLE>')
    .summary('a reference or faulty peer in the foreground')
    .description(
      'A peer in the foreground until Ctrl-C: smsc, ppg, handset, pi, gateway, or chain (PPG, SMSC, handset).',
    )
    .addOption(repeatable('--mutant <NAME>', 'a faulty peer; list mutants; repeatable'))
    .addOption(repeatable('--fault <NAME[=VALUE]>', 'a misbehaving link; repeatable'))
    .addOption(deploymentOption())
    .addOption(portOption())
    .option('--host <HOST>', 'where it listens', '127.0.0.1')
    .option('--target <URL>', 'whom it connects to: smpp://… (ppg, handset), http://… (pi, gateway)')
    .option('--store <DIR>', 'ppg, chain: keep accepted pushes in that folder')
    .option('--stdio', 'handset: TPDUs as JSON lines on stdin and stdout')
    .addOption(reassemblyOption())
    .addOption(seedOption())
    .addHelpText('after', examples('pushproof serve smsc', 'pushproof serve chain --port 0 --fault delay=20000'))
    .action(async (role: string, options: Omit<ServeRequest, 'role'>) => {
      const { runServe } = await import('../cli/run-serve.ts');
      process.exitCode = await runServe({ ...options, role });
    });
}
