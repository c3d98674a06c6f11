import { didYouMean } from './nearest.ts';

/** What a variant can fix, and the tokens of each: the command, where the ports stand, the version of the bind. */
const CHOICES: readonly (readonly [what: string, tokens: readonly string[]])[] = [
  ['command', ['submit_sm', 'data_sm']],
  ['place of the ports', ['udh', 'tlv']],
  ['interface_version', ['0x34', '0x50']],
];

const TOKENS = CHOICES.flatMap(([, tokens]) => tokens);

/** What is wrong with a variant (`data_sm+udh`), and the remedy; `null` when nothing is. */
export function variantProblem(variant: string): { readonly what: string; readonly remedy: string } | null {
  const tokens = variant.split('+');
  const unknown = tokens.find((token) => !TOKENS.includes(token));
  if (unknown !== undefined) {
    return { what: `unknown variant token ${unknown}`, remedy: didYouMean(unknown, TOKENS, 'Tokens, joined by +') };
  }
  for (const [what, choices] of CHOICES) {
    const named = tokens.filter((token) => choices.includes(token));
    if (named.length > 1) {
      return { what: `names the ${what} twice: ${named.join(', ')}`, remedy: `Keep one: ${choices.join(' or ')}.` };
    }
  }
  return null;
}
