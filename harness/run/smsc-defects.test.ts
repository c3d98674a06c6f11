import { expect, test } from '@playwright/test';
import type { Profile } from '../core/profile.ts';
import type { Defect } from '../world/package-smsc.ts';
import { aFewAtATime, certify, outcomes, urlProfile, withSmsc } from './test-certify.ts';

/** One thing done wrong, the rules that must find it, and a case in which it shows. */
type Row = readonly [defect: Defect, failed: readonly string[], cases: readonly string[]];

const SPLIT = ['segmentation/one-octet-over-two-segments'];
const RETRY = ['smpp-transaction/failed-segment-is-resent'];
const FAILURE = ['smpp-transaction/refused-push-fails-once'];
const LONE = ['smpp-transaction/success-of-a-lone-message'];
const TWO = ['smpp-transaction/two-pushes-to-one-handset'];
const NEVER_TAKEN = ['smpp-transaction/segment-never-taken'];

const ROWS: readonly Row[] = [
  ['answers-before-the-last-acknowledgement', ['STP-08a', 'DSC-05'], LONE],
  ['zero-though-a-segment-failed', ['CLM-4', 'TXN-011'], FAILURE],
  ['zero-for-nobody', ['TXN-018'], ['smpp-transaction/handset-is-gone']],
  ['resends-everything', ['TXN-004'], RETRY],
  ['new-reference-on-retry', ['TXN-005'], RETRY],
  ['new-content-on-retry', ['TXN-005'], RETRY],
  ['first-failure-only', ['TXN-006'], ['smpp-transaction/two-segments-fail-once']],
  ['never-resends', ['CLM-2'], RETRY],
  ['last-segment-first', ['STP-05'], SPLIT],
  ['loses-the-last-octet', ['SEG-004'], ['segmentation/two-full-segments']],
  ['changes-an-octet', ['SEG-004', 'CLM-1'], SPLIT],
  ['drops-a-segment', ['STP-08a'], SPLIT],
  ['total-plus-one', ['SEG-006'], SPLIT],
  ['index-from-zero', ['SEG-006'], SPLIT],
  ['reference-per-segment', ['SEG-007'], SPLIT],
  ['one-reference-for-all', ['SEG-008'], TWO],
  ['ports-in-the-first-only', ['SEG-010'], ['segmentation/ports-come-from-tlvs']],
  ['ports-swapped', ['SEG-010'], ['segmentation/ports-come-from-tlvs']],
  ['header-flag-missing-on-the-last', ['SEG-013'], SPLIT],
  ['octet-over-the-limit', ['SEG-003'], SPLIT],
  ['header-kept-in-the-payload', ['SEG-011'], ['segmentation/header-comes-with-the-push']],
  ['receipt-unasked', ['STP-08b'], ['smpp-transaction/no-receipt-unasked']],
  ['two-responses', ['STP-08d'], LONE],
  ['segment-after-the-response', ['TXN-014'], LONE],
  ['goes-on-after-the-failure', ['DSC-01'], FAILURE],
  ['foreign-between', ['TXN-002'], SPLIT],
  ['mixes-two-pushes', ['TXN-017'], TWO],
  ['delivers-to-a-neighbour', ['STP-08a'], SPLIT],
  ['loses-the-tail-of-long-pushes', ['SEG-006', 'STP-08a'], ['segmentation/two-thousand-octets']],
  ['answers-with-the-other-command', ['SMPP-HDR-005'], LONE],
  ['answers-on-the-next-session', ['TXN-019'], ['smpp-transaction/session-lost-in-mid-group']],
];

/** Found where the profile states the SMSC's times: pauses within the predetermined time, acknowledgements that were in time. */
const PAUSING: readonly Row[] = [
  ['resends-late', ['STP-07'], RETRY],
  ['pauses-between', ['TXN-003'], SPLIT],
  // Whether an acknowledgement came in time is known where the profile says how long the SMSC waits for one.
  ['failure-though-delivered', ['CLM-3', 'TXN-010'], LONE],
];

/** Responses that come late, or never. */
const TIMED: readonly Row[] = [
  ['waits-for-ever', ['STP-08d', 'TXN-008'], NEVER_TAKEN],
  ['answers-late', ['TXN-008'], NEVER_TAKEN],
  ['response-to-another', ['STP-08d'], LONE],
  ['forgets-the-second-push', ['STP-08d'], TWO],
  ['loses-every-third-push', ['STP-08d'], ['segmentation/two-thousand-octets']],
  // It comes when the case is long over, while others are still run.
  ['another-response-seconds-later', ['STP-08d'], [...LONE, 'smpp-transaction/handset-stays-silent']],
  ['late-acknowledgement-answers-again', ['TXN-013', 'STP-08d'], ['smpp-transaction/acknowledged-too-late']],
];

const AT_ONCE = 10;

/** A profile that states the SMSC's times. */
const stated =
  (transactionMs: number) =>
  (port: number): Profile => {
    const profile = urlProfile(port);
    return {
      ...profile,
      timers: { ...profile.timers, transactionMs, notifyMs: 500, ackMs: 4_000, retryMs: 1_000, gapMs: 1_000 },
      statedTimers: ['transactionMs', 'ackMs', 'retryMs', 'gapMs'],
    };
  };

async function missed(
  rows: readonly Row[],
  profileAt: (port: number) => Profile,
  times: { readonly ackMs: number; readonly transactionMs: number },
): Promise<readonly string[]> {
  const seen = await aFewAtATime(rows, AT_ONCE, ([defect, , cases]) =>
    withSmsc({ ...times, defect }, (port) => certify(profileAt(port), cases)),
  );
  return rows.flatMap(([defect, wanted], at) => {
    const summary = seen[at];
    if (summary === undefined) return [defect];
    const failed = outcomes(summary, 'fail');
    const isFound = summary.exitCode === 1 && wanted.every((id) => failed.includes(id));
    return isFound
      ? []
      : [`${defect}: exit ${summary.exitCode}, fail ${failed.join(' ')} instead of ${wanted.join(' ')}`];
  });
}

test('an SMSC with one defect fails the rule that it breaks, by its URL alone', async () => {
  test.setTimeout(180_000);
  expect(await missed(ROWS, urlProfile, { ackMs: 4_000, transactionMs: 6_000 })).toEqual([]);
});

test('an SMSC that is late, or waits for ever, fails by the times that its profile states', async () => {
  test.setTimeout(180_000);
  const [pausing, late] = await Promise.all([
    missed(PAUSING, stated(8_000), { ackMs: 4_000, transactionMs: 7_000 }),
    missed(TIMED, stated(2_000), { ackMs: 500, transactionMs: 1_500 }),
  ]);
  expect([...pausing, ...late]).toEqual([]);
});
