import type { Command } from 'commander';
import { examples } from '../cli/help.ts';

/** `pushproof list`: what there is, a line each. */
export default function list(program: Command): void {
  program
    .command('list')
    .argument('<KIND>', 'cases, fuzzers, faults, mutants, requirements')
    .summary('cases, fuzzers, faults, mutants or requirements')
    .description('What there is: cases, fuzzers, faults, mutants or requirements.')
    .option('--json', 'one JSON object on stdout')
    .addHelpText('after', examples('pushproof list cases', 'pushproof list requirements'))
    .action(async (word: string, { json }: { readonly json?: boolean }) => {
      const { kindOf, listed, listing } = await import('../cli/listing.ts');
      const kind = kindOf(word);
      const { loadInventory } = await import('../run/inventory.ts');
      const { printJson } = await import('../cli/print-json.ts');
      const things = listed(kind, await loadInventory());
      if (json === true) printJson('list', { kind, items: things.map(({ item }) => item) });
      else process.stdout.write(listing(things));
    });
}
