import type { Command } from 'commander';
import { examples } from '../cli/help.ts';

/** `pushproof cover`: every requirement, tested by what, or why not. */
export default function cover(program: Command): void {
  program
    .command('cover')
    .summary('every requirement: tested by what, or why not')
    .description(
      'Every requirement: tested by which cases, oracles and mutants, or the reason why not. Exit code 1: a hole.',
    )
    .option('--json', 'one JSON object on stdout')
    .addHelpText('after', examples('pushproof cover', 'pushproof cover --json'))
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { loadInventory } = await import('../run/inventory.ts');
      const { coverageText } = await import('../cli/coverage-table.ts');
      const { printJson } = await import('../cli/print-json.ts');
      const inventory = await loadInventory();
      const { rows, holes, remarks } = inventory.coverage;
      if (json === true) {
        const tested = [...rows.values()].filter((row) => row.tested).length;
        printJson('cover', {
          catalogue: inventory.catalogueDigest,
          counts: { requirements: rows.size, tested, untested: rows.size - tested, holes: holes.length },
          requirements: Object.fromEntries(rows),
          holes,
          remarks,
        });
      } else {
        process.stdout.write(coverageText(inventory));
      }
      process.exitCode = holes.length > 0 ? 1 : 0;
    });
}
