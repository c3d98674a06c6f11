import type { Fuzzer } from '../../fuzz/define.ts';
import { discover } from '../discover.ts';

const FOLDER = 'harness/fuzz/';
const SUFFIX = '.fuzz.ts';

/** Every fuzzer in the tree by name, the canary included. */
export async function loadFuzzers(): Promise<ReadonlyMap<string, Fuzzer>> {
  const found = await discover<Fuzzer>(FOLDER, SUFFIX);
  return new Map(found.map(({ path, value }) => [path.slice(FOLDER.length, -SUFFIX.length), value]));
}
