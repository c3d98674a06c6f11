import type { BindForm, Profile, Timers } from '../core/profile.ts';

/** Subscriber numbers of the laboratory: 15550100001 to 15550100016. */
export const NUMBERS: readonly string[] = Array.from({ length: 16 }, (_, index) => String(15_550_100_001 + index));

/** The `address_range` that takes exactly these numbers. */
export const ADDRESS_RANGE = '^155501000(0[1-9]|1[0-6])$';

/** The built-in chain's timers (requirement catalogue, section 12), in milliseconds. */
export const BUILT_IN_TIMERS: Required<Timers> = {
  transactionMs: 2_000,
  ackMs: 200,
  retryMs: 1_000,
  gapMs: 1_000,
  responseMs: 3_000,
  papMs: 1_000,
  notifyMs: 1_000,
  reassemblyMs: 4_000,
  sessionInitMs: 1_000,
  enquireMs: 1_000,
  linkMs: 500,
  readMs: 1_000,
  inactivityMs: 600_000,
  backoffMs: 100,
  fetchMs: 2_000,
  clockSkewMs: 0,
};

/** What is taken where a third party's profile says nothing (same section); a timer that is not here makes its rows not applicable. */
export const THIRD_PARTY_TIMERS: Timers = {
  transactionMs: 60_000,
  ackMs: 5_000,
  retryMs: 10_000,
  gapMs: 5_000,
  responseMs: 65_000,
  papMs: 5_000,
  notifyMs: 5_000,
  reassemblyMs: 60_000,
  linkMs: 5_000,
  backoffMs: 1_000,
  fetchMs: 30_000,
  clockSkewMs: 2_000,
};

/** Around a PI under test all others are ours; only its own answers take a third party's time, and our PPG waits for them longer than anybody doubts. */
export const PI_TIMERS: Timers = { ...BUILT_IN_TIMERS, papMs: THIRD_PARTY_TIMERS.papMs, notifyMs: 10_000 };

/** How much longer than the predetermined time the PPG waits, where only that is stated. */
export const RESPONSE_MARGIN_MS = 5_000;

/** How pushproof speaks SMPP where nothing else is said. */
export const SMPP: Omit<Profile['smpp'], 'binds' | 'deadlineSeconds'> = {
  interfaceVersion: 0x34,
  transaction: ['submit_sm', 'data_sm'],
  ports: ['udh', 'tlv'],
  systemType: '',
  serviceType: 'WAP',
  dataCoding: 0x04,
  source: { addr: '10658000', ton: 0, npi: 1 },
  destination: { ton: 1, npi: 1 },
  window: 10,
  enquireLinkMs: 30_000,
};

/** What a third party's SMSC is asked for with validity_period or qos_time_to_live, so that failures need no minute each. */
export const THIRD_PARTY_DEADLINE_SECONDS = 10;

/** How the handset side of a third party's SMSC is reached, in this order; shared: on the PPG's transceiver session. */
export const THIRD_PARTY_HANDSET_BINDS: readonly BindForm[] = ['receiver', 'transceiver', 'shared'];

/** Where our SMSC waits for a PPG of which nothing but its URL is known; any account may bind. */
export const SMSC_LISTEN = 'listen:127.0.0.1:2775';

/** What claim 5 asks of every PPG; more is for its profile to state. */
export const LEAST_WINDOW = 2;

/** Guard rails where a profile sets none: far more than a run of all suites needs, far less than harms. */
export const THIRD_PARTY_LIMITS = { submitPerSecond: 50, segmentsPerRun: 20_000 } as const;

/** Our own chain needs no guarding. */
export const BUILT_IN_LIMITS: Profile['limits'] = {
  bodyOctets: 1_048_576,
  submitPerSecond: 1_000_000,
  segmentsPerRun: 1_000_000_000,
  numbers: ['1555*'],
};

/** Most segments that one octet can count. */
export const MAX_SEGMENTS = 255;

/** What counts as traffic between persons where a profile does not say (AMB-29): cellular messaging, by its service type (SMPP 3.4, 5.2.11). */
export const NON_PUSH: NonNullable<Profile['nonPush']> = { serviceTypes: ['CMT'], ports: [] };

/** Incomplete messages that our own handset keeps (sms.md 4, rule 12). */
export const OPEN_SETS = 64;
