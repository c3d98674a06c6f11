import { expect, test } from '@playwright/test';
import { PLAIN_READING, type PapReading } from '../world/plain-ppg/reading.ts';
import { startPlainPpg } from '../world/plain-ppg/ppg.ts';
import { aFewAtATime } from './test-certify.ts';
import { certifyPpg, freePpgPorts, ppgProfile, requirementsThat } from './test-ppg.ts';

/** A reading of the register, a PPG that takes it, the cases in which it shows, and what the profile of such a PPG claims. */
type Row = readonly [
  reading: string,
  taken: Partial<PapReading>,
  cases: readonly string[],
  claims?: Readonly<Record<string, boolean>>,
];

const PLAIN = ['success-of-a-lone-message'];
const INVALID = ['invalid-documents-are-refused', 'malformed-addresses-are-refused'];
const NO_PUSH = ['what-is-no-push-is-not-pushed'];
const WINDOW = ['window-fills-and-nothing-is-lost'];
const VERSIONS = ['push-that-is-out-of-date', 'parts-are-written-in-many-ways'];
const QUERIES = ['push-is-cancelled-too-late', 'status-is-pending-while-suspended'];
const AGAIN = ['push-id-is-used-again'];
const NUMBERS = ['numbers-are-written-in-many-ways'];
const SEVERAL = ['several-recipients'];
const TEXT = ['content-that-cannot-be-converted', 'service-indication-arrives'];
const NOTIFIED = ['pi-is-out-of-order', 'results-are-told-as-asked'];
const CANCELLED = ['push-is-cancelled-in-time'];

const ANSWERS = { statusQuery: true, cancellation: true, capabilitiesQuery: false };
const REFUSES = { statusQuery: false, cancellation: false, capabilitiesQuery: false };

/** Every entry of the register that a PPG can take towards its PIs, reading by reading; AMB-42 is for PIs. */
const ROWS: readonly Row[] = [
  ['AMB-30: 202', {}, [...PLAIN, ...INVALID]],
  ['AMB-30: 200', { httpStatus: 200 }, [...PLAIN, ...INVALID]],
  ['AMB-31: each refusal in its own response, by the most specific code', {}, [...INVALID, ...NO_PUSH]],
  ['AMB-31: badmessage-response for all', { refusal: 'badmessage' }, [...INVALID, ...NO_PUSH, ...AGAIN]],
  ['AMB-31: the general code of the class', { codes: 'general' }, [...INVALID, ...VERSIONS, ...SEVERAL]],
  ['AMB-31: HTTP 400 for what is no PAP', { otherRoots: 'http' }, NO_PUSH],
  ['AMB-32: 1000 in place of 1001', { accepted: 1000 }, [...PLAIN, ...WINDOW]],
  ['AMB-32: 4001 when it is full', { whenFull: 4001 }, WINDOW],
  ['AMB-32: 3000 when it is full', { whenFull: 3000 }, WINDOW],
  ['AMB-33: no DOCTYPE', { doctype: null }, [...PLAIN, ...INVALID]],
  [
    'AMB-33: the OMA identifier of 2.1',
    {
      doctype:
        '<!DOCTYPE pap PUBLIC "-//OMA//DTD PAP 2.1//EN" "http://www.openmobilealliance.org/tech/DTD/pap_2.1.dtd">',
    },
    PLAIN,
  ],
  ['AMB-33: a document of an unknown version is read', { unknownVersion: 'processed' }, VERSIONS],
  ['AMB-34: all operations but the capabilities query', {}, [...QUERIES, ...CANCELLED], ANSWERS],
  ['AMB-34: 3001 for the operations that it has not', { operations: 3001 }, QUERIES, REFUSES],
  ['AMB-34: 3011 for the operations that it has not', { operations: 3011 }, QUERIES, REFUSES],
  ['AMB-34: badmessage-response for them', { operations: 'badmessage' }, QUERIES, REFUSES],
  ['AMB-35: a push-id counts as used for ever', {}, AGAIN],
  ['AMB-35: a push-id may come again once it is final', { remembers: 'until-final' }, AGAIN],
  ['AMB-36: what is out of date is refused with 2000', { outOfDate: 2000 }, VERSIONS],
  ['AMB-36: what is out of date is accepted, and expires', { outOfDate: 'expired' }, VERSIONS],
  ['AMB-37: addresses as they are met', {}, [...NUMBERS, ...INVALID]],
  ['AMB-37: addresses to the letter of the grammar', { addresses: 'to-the-letter' }, [...NUMBERS, ...INVALID]],
  ['AMB-38: several recipients are served', {}, SEVERAL, ANSWERS],
  ['AMB-38: several recipients are refused with 3005', { several: 3005 }, SEVERAL],
  ['AMB-39: text that cannot be converted is refused', {}, TEXT],
  ['AMB-39: text that cannot be converted is reported later', { unconvertible: 'reported' }, TEXT],
  ['AMB-39: text goes out as it is', { text: 'as-it-is' }, TEXT],
  ['AMB-40: the result of the SMSC confirms', { confirmed: 'by-the-smsc' }, SEVERAL],
  ['AMB-40: confirmed is refused with 3007', { confirmed: 3007 }, SEVERAL],
  ['AMB-40: confirmed ends in a failure', { confirmed: 'failure' }, SEVERAL],
  ['AMB-41: a notification is tried once', { tries: 1 }, NOTIFIED],
  ['AMB-41: a notification is tried four times', { tries: 4 }, NOTIFIED],
  ['AMB-43: one result for all of one outcome', {}, [...SEVERAL, ...CANCELLED], ANSWERS],
  ['AMB-43: one result an address', { results: 'each' }, [...SEVERAL, ...CANCELLED], ANSWERS],
];

/** Most of a run is waiting. */
const AT_ONCE = 18;

test('a PPG that takes any reading of the register is failed by no row, and passes', async () => {
  test.setTimeout(240_000);
  const seen = await aFewAtATime(ROWS, AT_ONCE, async ([, taken, cases, claims = {}]) => {
    const ports = await freePpgPorts();
    const profile = ppgProfile(ports);
    const ppg = await startPlainPpg({ ...PLAIN_READING, ...taken }, ports);
    try {
      const said = { smpp: { ...profile.smpp, window: 10 }, claims: { ...profile.claims, ...claims } };
      return await certifyPpg({ ...profile, ...said }, cases);
    } finally {
      await ppg.close();
    }
  });
  const found = seen.map((summary, at) => {
    const said = ['fail', 'error', 'inconc'].map(
      (outcome) => `${outcome} ${requirementsThat(summary, outcome).join(' ')}`,
    );
    return `${ROWS[at]?.[0]}: exit ${summary.exitCode}; ${said.join('; ')}`;
  });
  expect(found).toEqual(ROWS.map(([reading]) => `${reading}: exit 0; fail ; error ; inconc `));
});
