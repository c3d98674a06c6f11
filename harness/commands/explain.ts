import type { Command } from 'commander';
import { examples } from '../cli/help.ts';

/** `pushproof explain`: one requirement, case, mutant, fault or fuzzer in full. */
export default function explain(program: Command): void {
  program
    .command('explain')
    .argument('<ID>', 'a requirement, case, mutant, fault or fuzzer')
    .summary('one requirement, case, mutant, fault or fuzzer in full')
    .description(
      'One of them in full: rule, source, basis, who is judged, cases, mutants, an accepted and a rejected ladder.',
    )
    .option('--json', 'one JSON object on stdout')
    .addHelpText('after', examples('pushproof explain SEG-004', 'pushproof explain duplicate'))
    .action(async (word: string, { json }: { readonly json?: boolean }) => {
      const { explain: explained } = await import('../cli/explanation.ts');
      const { loadInventory } = await import('../run/inventory.ts');
      const { printJson } = await import('../cli/print-json.ts');
      const { data, text } = explained(word, await loadInventory());
      if (json === true) printJson('explain', data);
      else process.stdout.write(text);
    });
}
