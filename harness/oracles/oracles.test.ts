import { expect, test } from '@playwright/test';
import type { Party } from '../core/party.ts';
import { worst } from '../core/verdict.ts';
import { builtInProfile } from '../run/load-profile.ts';
import { discoverOracles } from '../run/discover-oracles.ts';
import { parseLadder } from '../trace/ladder.ts';
import type { Trace } from '../trace/event.ts';
import { viewOf } from '../trace/view.ts';
import type { Oracle } from './define.ts';

/** A third party's times, so that a ladder of a few milliseconds never reaches a deadline unless it says so. */
const profile = {
  ...builtInProfile(),
  timers: { ...builtInProfile().timers, transactionMs: 60_000, responseMs: 65_000 },
};

function verdictOf(oracle: Oracle, trace: Trace): string {
  const context = { profile, iut: 'chain' as const, viewOf: (party: Party) => viewOf(trace, party) };
  return worst(oracle.check(viewOf(trace, oracle.party), context).map(({ verdict }) => verdict));
}

const found = await discoverOracles();

test('every oracle gives its own examples the verdicts they stand under', () => {
  const wrong: string[] = [];
  for (const { path, value: oracle } of found) {
    const examples = [
      ...oracle.accepts.map((ladder) => ['pass', ladder] as const),
      ...(oracle.inconclusive ?? []).map((ladder) => ['inconc', ladder] as const),
      ...oracle.rejects.map((ladder) => ['fail', ladder] as const),
    ];
    for (const [wanted, ladder] of examples) {
      const given = verdictOf(oracle, parseLadder(ladder));
      if (given !== wanted) wrong.push(`${path}: ${given} instead of ${wanted} for\n${ladder}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(found.length).toBeGreaterThan(80);
});

test('an oracle says nothing of an empty trace', () => {
  const empty = parseLadder('-- ends at @100000ms --');
  expect(found.filter(({ value }) => verdictOf(value, empty) !== 'none').map(({ path }) => path)).toEqual([]);
});
