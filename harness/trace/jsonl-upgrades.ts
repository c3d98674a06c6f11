import { TRACE_FORMAT } from './event.ts';

/** The lines of a trace file, parsed: header first. */
export type Lines = readonly unknown[];

/** At index n: makes lines of format n + 2 out of lines of format n + 1. Whoever raises `TRACE_FORMAT` adds one. */
const UPGRADES: readonly ((lines: Lines) => Lines)[] = [
  ([header, ...events]) => [{ ...(header as object), format: 2, scripted: [] }, ...events],
];

/** Lines of any format up to ours as lines of ours; what is newer, or has no format, is refused. */
export function upgrade(lines: Lines, refuse: (what: string) => never): Lines {
  const header = lines[0];
  const format: unknown =
    typeof header === 'object' && header !== null && 'format' in header ? header.format : undefined;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1)
    return refuse("the header's format is missing");
  if (format > TRACE_FORMAT)
    return refuse(`format ${format} is of a newer pushproof; this one reads up to ${TRACE_FORMAT}`);
  return UPGRADES.slice(format - 1).reduce((older, step) => step(older), lines);
}
