import type { Oracle } from '../oracles/define.ts';
import { discover, type Discovered } from './discover.ts';

/** Every oracle in the tree, in path order; a file that judges both ends of a link has one for each. */
export async function discoverOracles(): Promise<readonly Discovered<Oracle>[]> {
  const files = await discover<Oracle | readonly Oracle[]>('harness/oracles', '.oracle.ts');
  return files.flatMap(({ path, value }) => [value].flat().map((oracle) => ({ path, value: oracle })));
}
