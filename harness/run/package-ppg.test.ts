import { expect, test } from '@playwright/test';
import type { RunSummary } from '../trace/finding.ts';
import { correctPackagePpg, type PackagePpgBehaviour } from '../world/package-ppg/behaviour.ts';
import { startPackagePpg } from '../world/package-ppg/ppg.ts';
import { certifyPpg, freePpgPorts, ppgProfile, requirementsThat } from './test-ppg.ts';

type Row = {
  readonly what: string;
  readonly behaviour: Partial<PackagePpgBehaviour>;
  /** What its profile says beside the URL; `window` 10 where nothing else is said. */
  readonly window?: number;
  readonly claims?: Readonly<Record<string, boolean>>;
  /** Beyond those that every row runs. */
  readonly cases?: readonly string[];
};

async function certified({ behaviour, window = 10, claims = {} }: Row, cases: readonly string[]): Promise<RunSummary> {
  const ports = await freePpgPorts();
  const profile = ppgProfile(ports);
  const ppg = await startPackagePpg({ ...correctPackagePpg, ...behaviour }, ports);
  try {
    const said = { smpp: { ...profile.smpp, window }, claims: { ...profile.claims, ...claims } };
    return await certifyPpg({ ...profile, ...said }, cases);
  } finally {
    await ppg.close();
  }
}

/** Quick, and every freedom shows in them. */
const EVERYBODY = [
  'results-are-not-mixed-up',
  'success-of-a-lone-message',
  'form-is-the-same-beyond-one-segment',
  'push-is-submitted-whole',
];
const FAILURES = ['failures-come-in-every-form', 'refused-push-fails-once'];

const READINGS: readonly Row[] = [
  { what: 'that submits data_sm and leaves all else as usual', behaviour: {}, cases: FAILURES },
  {
    what: 'that puts submit_sm into short_message, with the ports in a header, transmitter and receiver apart',
    behaviour: { command: 'submit_sm', carrier: 'short_message', ports: 'udh', binds: ['transmitter', 'receiver'] },
  },
  {
    what: 'that puts submit_sm into message_payload whatever its size, and leaves the type of number open',
    behaviour: { command: 'submit_sm', number: 'unknown' },
  },
  {
    what: 'that keeps the plus, over three sessions',
    behaviour: { number: 'plus', binds: ['transceiver', 'transceiver', 'transceiver'] },
  },
  { what: 'that writes national numbers', behaviour: { number: 'national' } },
  { what: 'that binds only when there is a push', behaviour: { bindsAt: 'first-push' } },
  { what: 'that asks for the link before each submission', behaviour: { enquires: true } },
  {
    what: 'that suspends two, as its profile says',
    behaviour: { window: 2 },
    window: 2,
    cases: ['window-fills-and-nothing-is-lost', 'answer-does-not-wait-for-the-result'],
  },
  {
    what: 'that refuses what its window does not hold',
    behaviour: { window: 2, whenFull: 4001 },
    window: 2,
    cases: ['window-fills-and-nothing-is-lost'],
  },
  {
    what: 'that answers 200 and 1000, chunked, without DOCTYPE, after the submission',
    behaviour: { httpStatus: 200, code: 1000, chunked: true, doctype: false, answers: 'after-submission' },
  },
  {
    what: 'that notifies on one connection, of an address as it normalises them, and makes WBXML of text',
    behaviour: { keepsAlive: true, address: 'normalised', text: 'wbxml' },
    cases: ['service-indication-arrives'],
  },
  { what: 'that submits what failed again as a new transaction', behaviour: { resubmits: true }, cases: FAILURES },
  {
    what: 'that submits again what a lost connection left open',
    behaviour: { whenLost: 'submit-again' },
    cases: ['lost-session-leaves-nothing-suspended'],
  },
  {
    what: 'that answers a stray response with generic_nack, and lets its timer end what was nacked',
    behaviour: { toStray: 'generic_nack', onNack: 'wait-for-timer', onUnfit: 'ignore' },
    cases: ['unknown-response-is-ignored', 'generic-nack-is-a-failure', 'unfit-response-is-no-success'],
  },
  {
    what: 'that notifies nobody, and says so',
    behaviour: { notifies: false },
    claims: { resultNotification: false },
    cases: ['silent-smsc-ends-as-failure'],
  },
  {
    what: 'that refuses pushes above 2,000 octets',
    behaviour: { maxOctets: 2_000 },
    cases: ['push-of-255-segments-arrives'],
  },
];

type Defect = NonNullable<PackagePpgBehaviour['defect']>;

const DEFECTS: readonly (readonly [Defect, fails: string, provedBy: string])[] = [
  ['oldest-takes-the-response', 'PPG-SUS-003', 'results-are-not-mixed-up'],
  ['notifies-on-submission', 'CLM-3', 'results-are-not-mixed-up'],
  ['failure-is-delivered', 'PPG-MAP-002', 'refused-push-fails-once'],
  ['success-is-undeliverable', 'PPG-MAP-001', 'success-of-a-lone-message'],
  ['vendor-status-is-success', 'PPG-MAP-002', 'other-statuses-are-failures'],
  ['splits', 'STP-03a', 'push-is-submitted-whole'],
  ['transaction-mode-above-140', 'STP-03b', 'form-is-the-same-beyond-one-segment'],
  ['asks-for-receipts', 'STP-08c', 'success-of-a-lone-message'],
  ['asks-for-intermediate-notifications', 'STP-08c', 'success-of-a-lone-message'],
  ['answers-after-the-smsc', 'STP-02', 'answer-does-not-wait-for-the-result'],
  ['forgets-when-full', 'PPG-SUS-002', 'window-fills-and-nothing-is-lost'],
  ['restarts-on-nack', 'PPG-MAP-005', 'generic-nack-is-a-failure'],
  ['restarts-on-stray', 'PPG-SUS-008', 'unknown-response-is-ignored'],
  ['stray-ends-the-oldest', 'PPG-SUS-004', 'unknown-response-is-ignored'],
  ['nack-is-acceptance', 'PPG-MAP-005', 'generic-nack-is-a-failure'],
  ['unfit-is-success', 'PPG-MAP-006', 'unfit-response-is-no-success'],
  ['late-response-is-reported', 'PPG-SUS-007', 'late-response-changes-nothing'],
  ['forgets-on-loss', 'PPG-SUS-008', 'lost-session-leaves-nothing-suspended'],
  ['notifies-late', 'STP-09', 'success-of-a-lone-message'],
  ['cuts-push-id', 'CLM-3', 'success-of-a-lone-message'],
  ['drops-the-last-octet', 'CLM-1', 'push-is-submitted-whole'],
];

const OTHERS: readonly (readonly [string, Partial<PackagePpgBehaviour>, fails: string, provedBy: string])[] = [
  [
    'loses failures without a body',
    { defect: 'deaf-to-bare-failures', responseMs: 5_000 },
    'PPG-MAP-004',
    'failures-come-in-every-form',
  ],
  [
    'waits for each response',
    { defect: 'one-at-a-time', responseMs: 6_000 },
    'CLM-5',
    'window-fills-and-nothing-is-lost',
  ],
  ['suspends two of ten', { window: 2, responseMs: 6_000 }, 'PPG-SUS-001', 'window-fills-and-nothing-is-lost'],
  ['gives up before the SMSC', { responseMs: 200 }, 'PPG-SUS-005', 'answer-does-not-wait-for-the-result'],
  ['suspends for ever', { responseMs: null }, 'PPG-SUS-006', 'silent-smsc-ends-as-failure'],
  ['notifies nobody, and claims that it does', { notifies: false }, 'CLM-3', 'success-of-a-lone-message'],
];

/** Most of a run is waiting, so several go on at once. */
const AT_ONCE = 4;

async function allOf<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<readonly R[]> {
  const waiting = items.map((item, at) => ({ item, at }));
  const results: R[] = [];
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) results[one.at] = await run(one.item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

test('correct PPGs of another make pass, whatever freedom they take', async () => {
  test.slow();
  const told = await allOf(READINGS, async (reading) => {
    const summary = await certified(reading, [...EVERYBODY, ...(reading.cases ?? [])]);
    const [fail, error, inconc] = ['fail', 'error', 'inconc'].map((outcome) => requirementsThat(summary, outcome));
    return { what: reading.what, fail, error, inconc, exitCode: summary.exitCode };
  });
  expect(told).toEqual(READINGS.map(({ what }) => ({ what, fail: [], error: [], inconc: [], exitCode: 0 })));
});

test('broken PPGs of another make fail the rule they break', async () => {
  test.slow();
  const broken = [
    ...DEFECTS.map(([defect, fails, provedBy]) => ({ what: defect, behaviour: { defect }, fails, provedBy })),
    ...OTHERS.map(([what, behaviour, fails, provedBy]) => ({ what, behaviour, fails, provedBy })),
  ];
  const told = await allOf(broken, async ({ what, behaviour, fails, provedBy }) => {
    const summary = await certified({ what, behaviour }, [provedBy]);
    const isFailed = requirementsThat(summary, 'fail').includes(fails);
    return { what, fails: isFailed ? fails : requirementsThat(summary, 'fail'), exitCode: summary.exitCode };
  });
  expect(told).toEqual(broken.map(({ what, fails }) => ({ what, fails, exitCode: 1 })));
});
