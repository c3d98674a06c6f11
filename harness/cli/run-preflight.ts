import { JSON_SCHEMA } from '../report/json.ts';
import { commit, version } from '../report/version.ts';
import { preflight } from '../run/preflight/preflight.ts';
import { loadHarness, referenceParties } from '../run/run.ts';
import { maskNumber, maskTarget } from '../run/target.ts';
import { makeLiveWorld } from '../world/live/lab.ts';
import { selectProfile, selectTls, type ProfileOptions } from './select-profile.ts';
import { print, progressOnStderr } from './terminal.ts';

/** The options of `pushproof preflight`, as commander gives them. */
export type PreflightRequest = ProfileOptions & { readonly json?: boolean; readonly quiet?: boolean };

/** Checks the target and says what was found; resolves to 0, throws `UsageError` when a run would be pointless. */
export async function runPreflight(request: PreflightRequest): Promise<number> {
  const progress = progressOnStderr(request.quiet === true);
  try {
    const wanted = await selectProfile(request);
    const tls = await selectTls(request);
    const target = wanted.target === null ? null : maskTarget(wanted.target);
    progress.take({ kind: 'phase', text: `preflight: ${target ?? 'the built-in chain'}` });
    const { faults } = await loadHarness();
    const world = makeLiveWorld({ seed: 0, faults, tls });
    const epochUtc = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const { profile, notes } = await preflight(wanted, world, referenceParties(wanted.iut), { epochUtc, tls }).finally(
      world.close,
    );
    progress.close();
    const numbers = profile.handset.numbers.map(maskNumber);
    const told = {
      iut: profile.iut,
      target,
      profileName: profile.name,
      transaction: profile.smpp.transaction,
      numbers,
      notes,
    };
    await print(request.json === true ? jsonOf(told) : textOf(told));
    return 0;
  } finally {
    progress.close();
  }
}

type Told = {
  readonly iut: string;
  readonly target: string | null;
  readonly profileName: string;
  readonly transaction: readonly string[];
  readonly numbers: readonly string[];
  readonly notes: readonly string[];
};

function jsonOf(told: Told): string {
  const head = { schema: JSON_SCHEMA, command: 'preflight', version: version(), commit: commit() };
  return `${JSON.stringify({ ...head, ...told, verdict: 'pass' })}\n`;
}

function textOf({ iut, target, profileName, transaction, numbers, notes }: Told): string {
  return [
    `ready     ${profileName} (${iut}${target === null ? ', built-in' : ` at ${target}`})`,
    `submits   ${transaction.join(', ')}`,
    `numbers   ${numbers.join(' ')}`,
    ...notes.map((note) => `note      ${note}`),
    '',
  ].join('\n');
}
