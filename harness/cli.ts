import { readdirSync } from 'node:fs';
import { Command } from 'commander';
import { failureOf } from './cli/failure.ts';
import { HELP_COLUMNS, compactHelp, examples } from './cli/help.ts';
import { version } from './report/version.ts';

type CommandFile = { readonly default: (program: Command) => void };

/** Compiled and source commands stand beside a compiled and a source `cli`. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** How long open handles may keep a call alive that has done its work. */
const LINGER_MS = 2_000;

/** Runs one call (the arguments after `pushproof`); a command leaves its exit code in `process.exitCode`. */
export async function main(args: readonly string[]): Promise<void> {
  process.stdout.on('error', leaveWithTheReader);
  process.on('uncaughtException', (error) => process.exit(tell(error)));
  try {
    const program = await programFor(args);
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = tell(error);
  }
  // All that is said is said: a socket that somebody forgot must not keep the shell waiting.
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

/** The program with the commands that the call can reach: the named one, or all when none is. */
async function programFor(args: readonly string[]): Promise<Command> {
  const program = new Command('pushproof')
    .description('Judges implementations of the WAP push chain: PI, PPG, SMSC, handset.')
    .usage('COMMAND [OPTIONS]')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ helpWidth: HELP_COLUMNS, formatHelp: compactHelp })
    .addHelpText('after', examples('pushproof run --quick', 'pushproof mutants --world sim'));
  const names = commandNames();
  const called = args.find((arg) => !arg.startsWith('-')) ?? '';
  for (const name of names.includes(called) ? [called] : names) {
    const path = new URL(`./commands/${name}${EXTENSION}`, import.meta.url);
    const file = (await import(path.href)) as CommandFile;
    file.default(program);
  }
  return program;
}

/** A command is a file of its name. */
function commandNames(): readonly string[] {
  return readdirSync(new URL('./commands/', import.meta.url))
    .flatMap((file) => (file.endsWith(EXTENSION) ? (/^([a-z]+)\.[tj]s$/.exec(file)?.[1] ?? []) : []))
    .sort();
}

function tell(error: unknown): number {
  const { text, exitCode } = failureOf(error, process.env['DEBUG'] !== undefined && process.env['DEBUG'] !== '');
  process.stderr.write(text);
  return exitCode;
}

/** `pushproof list cases | head` is no error. */
function leaveWithTheReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
