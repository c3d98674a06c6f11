import { expect, test } from '@playwright/test';
import type { PackageSmscBehaviour } from '../world/package-smsc.ts';
import { aFewAtATime, certify, outcomes, urlProfile, withSmsc } from './test-certify.ts';

/** A reading of the register, and an SMSC that takes it. */
type Row = readonly [reading: string, behaviour: Partial<PackageSmscBehaviour>, cases: readonly string[]];

const SPLIT = ['segmentation/one-octet-over-two-segments'];
const FULL = ['segmentation/two-full-segments'];
const LONE = ['segmentation/largest-lone-message'];
const RETRY = ['smpp-transaction/failed-segment-is-resent'];
const TWICE = ['smpp-transaction/two-segments-fail-once'];
const FAILURE = ['smpp-transaction/refused-push-fails-once'];
const GONE = ['smpp-transaction/handset-is-gone'];
const SUSPENDED = ['smpp-transaction/suspended-pushes-end-in-reverse-order'];
const QUEUED = ['smpp-transaction/two-pushes-to-one-handset'];
const PORTS = ['segmentation/ports-come-from-tlvs'];
const HEADER = ['segmentation/header-comes-with-the-push'];
const RECEIPT = ['smpp-transaction/no-receipt-in-transaction-mode'];

/** The PPG's session must be one on which an SMSC may send. */
const TWO_WAY = ['transceiver', 'receiver'] as const;

/** Every entry of the register that an SMSC's side can take, reading by reading. */
const ROWS: readonly Row[] = [
  ['AMB-01: both commands', {}, [...SPLIT, ...FAILURE]],
  ['AMB-01: submit_sm only, data_sm refused with 0x03', { commands: ['submit_sm'] }, SPLIT],
  ['AMB-01: submit_sm only, data_sm refused with 0x43', { commands: ['submit_sm'], refusal: 0x43 }, SPLIT],
  ['AMB-01: data_sm only, submit_sm met with generic_nack', { commands: ['data_sm'], refusal: 'generic_nack' }, SPLIT],
  ['AMB-02: two attempts and no more', { attempts: 2 }, [...RETRY, 'smpp-transaction/segment-never-taken']],
  ['AMB-03: a failure with message_id alone', { failure: { status: 0xfe, body: 'id' } }, FAILURE],
  ['AMB-03: a failure with its reasons in TLVs', { failure: { status: 0xfe, body: 'tlvs' } }, FAILURE],
  ['AMB-03: an empty message_id on success', { messageIds: 'empty' }, [...LONE, ...FAILURE]],
  ['AMB-04: ports in a user data header only', { ports: ['udh'] }, [...SPLIT, ...HEADER]],
  ['AMB-04: ports in TLVs only', { ports: ['tlv'] }, [...SPLIT, ...PORTS]],
  ['AMB-05: a receipt that is asked for is refused', { receiptsAsked: 'refuse' }, [...LONE, ...RECEIPT]],
  ['AMB-06: responses in the order of the requests', { answer: 'in-order' }, SUSPENDED],
  ['AMB-07: retry in place', { retry: 'in-place' }, [...RETRY, ...TWICE]],
  ['AMB-07: retry in rounds', { retry: 'rounds' }, [...RETRY, ...TWICE]],
  ['AMB-08: later segments sent before the failure was known', { segmentsAtOnce: 4 }, [...RETRY, ...FAILURE]],
  ['AMB-11, AMB-27: sc_interface_version of 3.4', { interfaceVersion: 0x34 }, LONE],
  ['AMB-11, AMB-27: sc_interface_version of 5.0', { interfaceVersion: 0x50 }, LONE],
  ['AMB-12: an absent handset fails at once with 0xFE', {}, GONE],
  ['AMB-12: an absent handset fails at once with 0x0B', { failure: { status: 0x0b, body: 'none' } }, GONE],
  ['AMB-12: an absent handset fails when the time is over', { absent: 'deadline' }, GONE],
  ['AMB-13: throttled beyond one push a number', { queue: 1 }, [...SUSPENDED, ...LONE]],
  ['AMB-23: the time that a submission asks for is not heeded', { heedsRequest: false }, RETRY],
  ['AMB-25: numbers with a plus sign', { numbers: 'plus' }, [...SPLIT, ...QUEUED]],
  ['AMB-25: numbers in national form', { numbers: 'national' }, [...SPLIT, ...QUEUED]],
  ['AMB-26: one transceiver session', { forms: ['transceiver'], sessions: 1 }, [...SPLIT, ...RETRY]],
  ['AMB-28: mode bits in deliver_sm', { modeBits: 0x02 }, SPLIT],
  ['AMB-47: segments of even size', { split: 'even' }, [...SPLIT, ...PORTS]],
  ['AMB-47: an empty segment after an exact fit', { split: 'empty-trailing' }, FULL],
  ['AMB-47: a lone message says 1 of 1', { numbersLone: true }, [...HEADER, ...PORTS]],
  ['AMB-47: 16-bit references, near their end', { referenceBits: 16, firstReference: 65_534 }, [...SPLIT, ...PORTS]],
  ['AMB-47: the concatenation element first', { concatenationLast: false }, [...SPLIT, ...HEADER]],
  ['AMB-48: another 8-bit data_coding', { dataCoding: 0xf5 }, SPLIT],
  ['AMB-56: a cause that says it is for good is retried', { endsAtPermanent: false }, FAILURE],
  ['field: sar_* TLVs in place of the element', { concatenation: 'sar' }, [...SPLIT, ...RETRY]],
  ['field: data_sm towards the handset', { deliverBy: 'data_sm' }, [...SPLIT, ...RETRY]],
  ['field: deliver_sm with its segment in message_payload', { segmentsInPayload: true }, [...SPLIT, ...RETRY]],
  ['field: it takes most of a second over each segment and response', { paceMs: 800 }, [...SPLIT, ...RETRY, ...LONE]],
  [
    'field: alert_notification in mid transaction',
    { aside: 'alert_notification', forms: TWO_WAY },
    [...RETRY, ...LONE],
  ],
  ['field: a message for the ESME in mid transaction', { aside: 'deliver_sm', forms: TWO_WAY }, [...RETRY, ...LONE]],
  ['field: enquire_link in mid transaction', { aside: 'enquire_link' }, [...RETRY, ...LONE]],
  ['field: one counter, from 0, over all destinations', { counter: 'one', firstReference: 0 }, SUSPENDED],
  ['field: a counter for each destination, from 255', { counter: 'per-destination', firstReference: 255 }, SUSPENDED],
  ['field: every retry waits most of a second', { retryMs: 900 }, RETRY],
];

/** Its own timer for acknowledgements is far beyond what a busy machine takes to answer. */
const PATIENT: Partial<PackageSmscBehaviour> = { ackMs: 4_000, transactionMs: 6_000 };
const AT_ONCE = 10;

test('an SMSC that takes any reading of the register is failed by no row, and passes by its URL alone', async () => {
  test.setTimeout(180_000);
  const seen = await aFewAtATime(ROWS, AT_ONCE, ([, behaviour, cases]) =>
    withSmsc({ ...PATIENT, ...behaviour }, (port) => certify(urlProfile(port), cases)),
  );
  const found = seen.map((summary, at) => {
    const said = ['fail', 'error', 'inconc'].map((outcome) => `${outcome} ${outcomes(summary, outcome).join(' ')}`);
    return `${ROWS[at]?.[0]}: exit ${summary.exitCode}; ${said.join('; ')}`;
  });
  expect(found).toEqual(ROWS.map(([reading]) => `${reading}: exit 0; fail ; error ; inconc `));
});
