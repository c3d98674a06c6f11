import type { Verb } from '../core/actor.ts';
import type { Fault } from '../faults/define.ts';
import { discover, discoverModules } from './discover.ts';

/** The verbs of one actor, by name. */
export type Verbs = Readonly<Record<string, Verb>>;

/** What a case may say. */
export type Vocabulary = {
  readonly verbs: ReadonlyMap<string, Verbs>;
  readonly faults: ReadonlyMap<string, Fault>;
};

/** The verbs in each actor's `verbs.ts` and the faults in harness/faults, as found in the tree. */
export async function loadVocabulary(): Promise<Vocabulary> {
  const [actors, faults] = await Promise.all([
    discoverModules<{ readonly verbs: Verbs }>('harness/reference-impl', '/verbs.ts'),
    discover<Fault>('harness/faults', '.fault.ts'),
  ]);
  return {
    verbs: new Map(actors.map(({ path, value }) => [path.split('/').at(-2) ?? path, value.verbs])),
    faults: new Map(faults.map(({ path, value }) => [faultName(path), value])),
  };
}

/** A fault is called as its file: harness/faults/duplicate.fault.ts is `duplicate`. */
export function faultName(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.fault\.ts$/, '');
}
