import type { Command, Help } from 'commander';

/** Help is laid out for a terminal of 80 columns and 24 lines. */
export const HELP_COLUMNS = 80;

/** Help without blank lines between its parts, so that every command's fits a screen. */
export function compactHelp(command: Command, helper: Help): string {
  const width = helper.padWidth(command, helper);
  const item = (term: string, description: string): string => helper.formatItem(term, width, description, helper);
  const subcommands = helper.visibleCommands(command).map((sub) => item(sub.name(), helper.subcommandDescription(sub)));
  const options = helper
    .visibleOptions(command)
    .map((option) => item(helper.optionTerm(option), helper.optionDescription(option)));
  return [
    `Usage: ${helper.commandUsage(command)}`,
    helper.boxWrap(helper.commandDescription(command), HELP_COLUMNS),
    ...(subcommands.length > 0 ? ['Commands:', ...subcommands] : []),
    ...(options.length > 0 ? ['Options:', ...options] : []),
    '',
  ].join('\n');
}

/** Two calls that work as they stand, for the end of a command's help. */
export function examples(first: string, second: string): string {
  return `Examples:\n  ${first}\n  ${second}`;
}
