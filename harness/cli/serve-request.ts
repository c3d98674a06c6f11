import type { Deployment, Target } from '../core/profile.ts';
import { makeRng } from '../core/rng.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Fault } from '../faults/define.ts';
import type { Fake } from '../fakes/define.ts';
import { loadFakes } from '../run/mutants.ts';
import { didYouMean } from '../run/nearest.ts';
import { parseTarget } from '../run/target.ts';
import { loadVocabulary } from '../run/vocabulary.ts';
import { EVERYTHING, makeLinks, type Links } from '../world/links.ts';

/** The options of `pushproof serve`, as commander gives them. */
export type ServeRequest = {
  readonly role: string;
  readonly mutant: readonly string[];
  readonly fault: readonly string[];
  readonly port?: number;
  readonly host: string;
  readonly target?: string;
  readonly stdio?: boolean;
  readonly reassemblyMs: number;
  readonly seed: number;
  readonly smsc?: Deployment;
  /** A folder. */
  readonly store?: string;
};

/** What can be served. */
export type Role = Fake['role'];
const ROLES: readonly Role[] = ['smsc', 'ppg', 'handset', 'pi', 'gateway'];
/** What `chain` plays, the serving side first; the PI is whoever posts to it. */
const CHAIN: readonly Role[] = ['smsc', 'ppg', 'handset'];

/** The roles that a name stands for. */
export function rolesOf(name: string): readonly Role[] {
  if (name === 'chain') return CHAIN;
  const role = ROLES.find((one) => one === name);
  if (role !== undefined) return [role];
  throw new UsageError(`serve ${name}`, 'is no role', didYouMean(name, [...ROLES, 'chain'], 'Roles'));
}

/** Options that mean nothing for this role. */
export function refuseMisfits(request: ServeRequest, roles: readonly Role[]): void {
  if (request.smsc === 'integrated' && request.role !== 'chain') {
    throw new UsageError(
      '--smsc integrated',
      `a ${request.role} by itself has no gateway to be in`,
      'pushproof serve chain --smsc integrated',
    );
  }
  if (request.store !== undefined && !roles.includes('ppg')) {
    throw new UsageError(
      '--store',
      `a ${request.role} stores nothing`,
      'pushproof serve ppg --store DIR, or serve chain --store DIR',
    );
  }
}

/** The faulty peers that are asked for. */
export async function fakesOf({ mutant }: ServeRequest, roles: readonly Role[]): Promise<readonly Fake[]> {
  const known = mutant.length === 0 ? new Map<string, Fake>() : await loadFakes();
  return mutant.map((name) => {
    const fake = [name, ...roles.map((role) => `${role}/${name}`)].flatMap((id) => known.get(id) ?? [])[0];
    if (fake === undefined) {
      throw new UsageError(`--mutant ${name}`, 'no such mutant', didYouMean(name, [...known.keys()], 'Mutants'));
    }
    if (!roles.includes(fake.role)) {
      throw new UsageError(`--mutant ${name}`, `is a ${fake.role}`, `Serve that: pushproof serve ${fake.role}`);
    }
    return fake;
  });
}

/** The links that are asked for, misbehaving or sound. */
export async function linksOf({ fault, seed }: ServeRequest): Promise<Links> {
  const { faults } = await loadVocabulary();
  const links = makeLinks(faults, makeRng(seed));
  for (const text of fault) {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/.exec(text) ?? [];
    const known = faults.get(name);
    if (known === undefined) {
      throw new UsageError(`--fault ${text}`, 'no such fault', didYouMean(name, [...faults.keys()], 'Faults'));
    }
    const option = optionOf(known);
    if (value !== undefined && (option === undefined || value === '' || !(Number(value) >= 0))) {
      throw new UsageError(`--fault ${text}`, `${value} is no value`, `Write a number: its ${option ?? 'nothing'}.`);
    }
    const options = value === undefined || option === undefined ? {} : { [option]: Number(value) };
    for (const on of ['pap', 'smpp', 'sm', 'rp', 'fetch']) links.set(on, name, options, EVERYTHING);
  }
  return links;
}

/** What a fault's value means: its first option that does not say "always" already. */
function optionOf({ options }: Fault): string | undefined {
  const entries = Object.entries(options);
  return (entries.find(([name, preset]) => name !== 'probability' || preset < 1) ?? entries[0])?.[0];
}

/** Whom a role connects to when it is alone. */
export function targetOf({ target, role }: ServeRequest, roles: readonly Role[]): Target | null {
  if (target === undefined) return null;
  const read = parseTarget(target, '--target');
  const isHttp = read.scheme === 'http' || read.scheme === 'https';
  const isSmpp = read.scheme === 'smpp' || read.scheme === 'smpps';
  const fits = role === 'pi' || role === 'gateway' ? isHttp : roles.length === 1 && role !== 'smsc' && isSmpp;
  if (fits) return read;
  throw new UsageError(
    '--target',
    `is nothing that a ${role} connects to`,
    'ppg, handset: smpp://…; pi, gateway: http://…',
  );
}

/** What is wrong with what is served, for the line that says that it is. */
export function defectsOf({ mutant, fault }: ServeRequest): string {
  const all = [...mutant.map((name) => `mutant ${name}`), ...fault.map((name) => `fault ${name}`)];
  return all.length === 0 ? '' : ` (${all.join(', ')})`;
}
