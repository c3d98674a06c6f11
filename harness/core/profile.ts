import type { Iut } from './party.ts';

/** Milliseconds; meaning and defaults in the requirement catalogue, section 12. `undefined` = the row that needs it is not applicable. */
export type Timers = {
  readonly transactionMs: number;
  readonly ackMs: number;
  readonly retryMs: number;
  readonly gapMs: number;
  readonly responseMs: number;
  readonly reassemblyMs: number;
  readonly papMs: number;
  readonly notifyMs: number;
  readonly linkMs: number;
  readonly backoffMs: number;
  readonly fetchMs: number;
  readonly clockSkewMs: number;
  readonly sessionInitMs?: number;
  readonly enquireMs?: number;
  readonly readMs?: number;
  /** Our own SMSC unbinds a session without a message for so long; `undefined` = never (SMPP 3.4, 7.2). */
  readonly inactivityMs?: number;
};

export type SubmissionCommand = 'submit_sm' | 'data_sm';
export type PortsForm = 'udh' | 'tlv';
export type BindForm = 'transmitter' | 'receiver' | 'transceiver' | 'shared';
/** How the SMSC reaches handsets: by an SMPP session, or by RPDUs with a TPDU in each (24.011, 7.3), as the radio side does. */
export type HandsetLink = 'smpp' | 'rp';
export type Address = { readonly addr: string; readonly ton: number; readonly npi: number };

/**
 * What the built-in chain's SMSC is for and where it stands (claims 6 and 7): by itself; for push only; with a share of its
 * capacity for push; or within the gateway, without TCP between PPG and SMSC.
 */
export const DEPLOYMENTS = ['standalone', 'dedicated', 'reserved', 'integrated'] as const;
export type Deployment = (typeof DEPLOYMENTS)[number];

/** What an implementation claims to support, and how to reach it (its ICS), with every default filled in. */
export type Profile = {
  readonly name: string;
  readonly iut: Iut;
  /** Host, port and credentials of the target; `null` for the built-in chain. Never printed: see `maskTarget` in run. */
  readonly target: Target | null;
  readonly smpp: {
    readonly interfaceVersion: number;
    readonly transaction: readonly SubmissionCommand[];
    readonly ports: readonly PortsForm[];
    readonly systemType: string;
    readonly serviceType: string;
    readonly dataCoding: number;
    readonly source: Address;
    readonly destination: { readonly ton: number; readonly npi: number };
    readonly window: number;
    readonly enquireLinkMs: number;
    /** Tried in this order. */
    readonly binds: readonly BindForm[];
    /** Seconds asked for with validity_period or qos_time_to_live; `null` = not asked. */
    readonly deadlineSeconds: number | null;
  };
  readonly handset: {
    readonly link: HandsetLink;
    readonly target: Target | null;
    readonly binds: readonly BindForm[];
    /** `tcp:host:port`, `exec:COMMAND` or a device, where the handset side of an SMSC is a modem (link: at). */
    readonly modem?: string;
    readonly addressRange: string;
    readonly numbers: readonly string[];
    /** `file:PATH` or `exec:COMMAND` where a handset under test shows what it received. */
    readonly inbox?: string;
    /** Incomplete messages that it keeps at least and at most, and segments of the longest that it puts together, as it states them (AMB-55). */
    readonly openSets?: number;
    readonly largestTotal?: number;
  };
  readonly timers: Timers;
  /** Keys of `timers` that the profile itself stated; the others are defaults. */
  readonly statedTimers: readonly string[];
  readonly policy: { readonly attempts: number | null; readonly maxSegments: number };
  readonly limits: {
    readonly submitPerSecond: number;
    readonly segmentsPerRun: number;
    readonly numbers: readonly string[];
    /** Longest HTTP body that a PPG takes. */
    readonly bodyOctets?: number;
  };
  readonly claims: Readonly<Record<string, boolean>>;
  /** Of the built-in chain; `undefined` = standalone, or a third party's own affair. */
  readonly deployment?: Deployment;
  /** What a dedicated SMSC is not there for (AMB-29). */
  readonly nonPush?: { readonly serviceTypes: readonly string[]; readonly ports: readonly number[] };
  /** Numbers that behave in a way that cannot be commanded, where the lab has such numbers. */
  readonly steering?: {
    readonly absent: readonly string[];
    readonly unknown: readonly string[];
    readonly full: readonly string[];
  };
  /** Where pushproof's own SMSC waits for a PPG or a handset under test, and what it lets in. */
  readonly smsc?: { readonly listen: Target; readonly systemId: string; readonly password: string };
  /** Where the result notifications of a PPG under test come, and the URL that it is given for them. */
  readonly notify?: { readonly listen: Target; readonly url: string };
  /** Where a PPG under test waits for outbind, and by what system_id and password it knows the SMSC that sends it. */
  readonly outbind?: Target;
  readonly pap?: { readonly version: string; readonly ppgSpecifier: string };
};

export type Target = {
  readonly scheme: 'smpp' | 'smpps' | 'http' | 'https' | 'exec' | 'listen';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly path: string;
};
