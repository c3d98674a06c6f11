import type { Command, Help, Option } from 'commander';

/** Help is laid out for a terminal of 80 columns and 24 lines. */
export const HELP_COLUMNS = 80;

/** Help without blank lines between its parts, so that every command's fits a screen. */
export function compactHelp(command: Command, helper: Help): string {
  const subcommands = helper
    .visibleCommands(command)
    .map((sub): Row => [sub.name(), helper.subcommandDescription(sub)]);
  const options = helper
    .visibleOptions(command)
    .map((option): Row => [plain(helper.optionTerm(option)), describe(option)]);
  const width = Math.max(...[...subcommands, ...options].map(([term]) => term.length));
  const items = (rows: readonly Row[]): readonly string[] =>
    rows.map(([term, description]) => helper.formatItem(term, width, description, helper));
  return [
    `Usage: ${helper.commandUsage(command)}`,
    helper.boxWrap(helper.commandDescription(command), HELP_COLUMNS),
    ...(subcommands.length > 0 ? ['Commands:', ...items(subcommands)] : []),
    ...(options.length > 0 ? ['Options:', ...items(options)] : []),
    '',
  ].join('\n');
}

type Row = readonly [term: string, description: string];

/** `--seed <S>` → `--seed S`: capitals say enough. */
function plain(term: string): string {
  return term.replaceAll(/<([A-Z/]+)>/g, '$1');
}

function describe({ description, defaultValue }: Option): string {
  const preset: unknown = defaultValue;
  const isScalar = typeof preset === 'string' || typeof preset === 'number';
  return isScalar ? `${description} (${preset})` : description;
}

/** Two calls that work as they stand, for the end of a command's help. */
export function examples(first: string, second: string): string {
  return `Examples:\n  ${first}\n  ${second}`;
}
