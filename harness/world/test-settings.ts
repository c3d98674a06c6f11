import type { Profile } from '../core/profile.ts';
import type { ChainSettings } from '../core/settings.ts';

/** A profile of the built-in chain, for tests of worlds only. */
export const toyProfile: Profile = {
  name: 'toys',
  iut: 'chain',
  target: null,
  smpp: {
    interfaceVersion: 0x34,
    transaction: ['submit_sm', 'data_sm'],
    ports: ['udh', 'tlv'],
    systemType: '',
    serviceType: 'WAP',
    dataCoding: 4,
    source: { addr: '10658000', ton: 0, npi: 1 },
    destination: { ton: 1, npi: 1 },
    window: 10,
    enquireLinkMs: 30_000,
    binds: ['transceiver'],
    deadlineSeconds: null,
  },
  handset: {
    link: 'smpp',
    target: null,
    binds: ['receiver'],
    addressRange: '^1555',
    numbers: ['15550100001', '15550100002', '15550100003', '15550100004'],
  },
  timers: {
    transactionMs: 2_000,
    ackMs: 200,
    retryMs: 1_000,
    gapMs: 1_000,
    responseMs: 3_000,
    reassemblyMs: 4_000,
    papMs: 1_000,
    notifyMs: 1_000,
    linkMs: 500,
    backoffMs: 100,
    fetchMs: 2_000,
    clockSkewMs: 0,
  },
  statedTimers: [],
  policy: { attempts: null, maxSegments: 255 },
  limits: { submitPerSecond: 1_000, segmentsPerRun: 2_000, numbers: ['1555*'] },
  claims: {},
};

/** Settings of one chain of toys with one handset. */
export const toySettings: ChainSettings = {
  profile: toyProfile,
  variant: [],
  seed: 7,
  numbers: ['15550100001'],
  epochUtc: '2026-01-02T03:04:05Z',
  connection: 'shared',
};
