import type { Step } from '../core/case.ts';

/** What an `await` step waits for: `handset.await: { handset: B, inbox: 2 }` → `2 inbox at the handset B`. */
export function stepInWords({ actor, arguments: { handset, ...wanted } }: Step): string {
  const counted = Object.entries(wanted)
    .filter(([name]) => name !== 'withinMs')
    .map(([name, count]) => `${String(count)} ${name}`);
  return `${counted.join(' and ')} at the ${actor}${typeof handset === 'string' ? ` ${handset}` : ''}`;
}
