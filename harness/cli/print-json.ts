import { JSON_SCHEMA } from '../report/json.ts';
import { commit, version } from '../report/version.ts';

/** Writes the one object of `--json` to stdout. */
export function printJson(command: string, content: Readonly<Record<string, unknown>>): void {
  const whole = { schema: JSON_SCHEMA, command, version: version(), commit: commit(), ...content };
  process.stdout.write(`${JSON.stringify(whole, null, 1)}\n`);
}
