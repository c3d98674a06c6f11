import { CommanderError } from 'commander';
import { NothingSelected } from '../core/nothing-selected.ts';
import { UsageError } from '../core/usage-error.ts';

/** What a call that threw says on stderr, and its exit code. */
export type Failure = { readonly text: string; readonly exitCode: number };

/** Turns what a command threw into one message for the person who typed it. */
export function failureOf(error: unknown, debug: boolean): Failure {
  if (error instanceof CommanderError) return commanderFailure(error);
  if (error instanceof UsageError) return { text: `pushproof: ${error.message}\n`, exitCode: 3 };
  if (error instanceof NothingSelected) return { text: `pushproof: ${error.message}\n`, exitCode: 4 };
  return internalFailure(error, debug);
}

/** Help and version are no failures; everything else that commander refuses is the caller's mistake. */
function commanderFailure({ code, message, exitCode }: CommanderError): Failure {
  if (exitCode === 0) return { text: '', exitCode: 0 };
  if (code === 'commander.help') return { text: '', exitCode: 3 };
  const [first = '', ...hints] = message.replace(/^error: /, '').split('\n');
  const { place, what } = placeOf(first);
  const proposal = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(hints.join(' '))?.[1];
  const remedy = proposal
    ? `Did you mean ${proposal}?`
    : 'Options and commands: pushproof --help, pushproof COMMAND --help';
  return { text: `pushproof: ${place}: ${what}\n  ${remedy}\n`, exitCode: 3 };
}

/** Commander quotes what it complains about: `unknown option '--sed'`. */
function placeOf(sentence: string): { readonly place: string; readonly what: string } {
  const quoted = /'([^']+)'/.exec(sentence);
  if (!quoted?.[1]) return { place: 'command line', what: sentence };
  const what = sentence.replace(quoted[0], '').replace(/\s+/g, ' ').trim();
  return { place: quoted[1], what };
}

function internalFailure(error: unknown, debug: boolean): Failure {
  const what = error instanceof Error ? error.message : String(error);
  const trail = debug && error instanceof Error && error.stack ? `${error.stack}\n` : '';
  return {
    text:
      `pushproof: internal error: ${what}\n` +
      '  This is a defect of pushproof, not of what it tests. Please report it to its maintainers with this message,\n' +
      `  the command line and \`pushproof --version\`${debug ? '' : '; DEBUG=1 shows where it happened'}.\n${trail}`,
    exitCode: 5,
  };
}
