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
  const description = helper.boxWrap(helper.commandDescription(command), HELP_COLUMNS);
  const isLong = description.split('\n').length + subcommands.length + options.length > HELP_ROWS;
  const short = isLong ? options.filter(isShort) : [];
  const whole = options.filter((row) => !short.includes(row));
  const width = Math.max(...[...subcommands, ...whole].map(([term]) => term.length));
  const items = (rows: readonly Row[]): readonly string[] =>
    rows.map(([term, description]) => helper.formatItem(term, width, description, helper));
  return [
    `Usage: ${helper.commandUsage(command)}`,
    description,
    ...(subcommands.length > 0 ? ['Commands:', ...items(subcommands)] : []),
    ...(options.length > 0 ? ['Options:', ...items(whole), ...inPairs(short)] : []),
    '',
  ].join('\n');
}

type Row = readonly [term: string, description: string];

/** Lines that a screen has left beside usage, headings and examples. */
const HELP_ROWS = 19;
const HALF_COLUMNS = HELP_COLUMNS / 2 - 2;

/** Whether an option finds room in half a line. */
function isShort([term, description]: Row): boolean {
  return term.length + description.length + 2 <= HALF_COLUMNS;
}

/** Two options a line. */
function inPairs(rows: readonly Row[]): readonly string[] {
  const halves = rows.map(([term, description]) => `${term}  ${description}`);
  return halves.flatMap((half, at) =>
    at % 2 === 1 ? [] : [`  ${half.padEnd(HALF_COLUMNS)}  ${halves[at + 1] ?? ''}`.trimEnd()],
  );
}

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
