/** What a correct PPG may decide for itself. */
export type PackagePpgReading = {
  readonly command: 'submit_sm' | 'data_sm';
  /** submit_sm only: short_message where it fits, or message_payload always. */
  readonly carrier: 'short_message' | 'message_payload';
  readonly ports: 'udh' | 'tlv';
  /** TON 1 and digits, TON 0 and digits, TON 0 and a plus, or TON 2 without country code. */
  readonly number: 'international' | 'unknown' | 'plus' | 'national';
  /** Each a session of its own; those that may submit take turns. */
  readonly binds: readonly ('transmitter' | 'receiver' | 'transceiver')[];
  readonly bindsAt: 'start' | 'first-push';
  /** Whether enquire_link goes out right after the bind, and before every submission. */
  readonly enquires: boolean;
  /** Requests that may be unanswered, over all sessions. */
  readonly window: number;
  /** With the window full: wait, or the PAP code of the refusal. */
  readonly whenFull: 'wait' | 4001 | 3000;
  /** `null` = none. */
  readonly responseMs: number | null;
  /** A push that failed goes out once more as a new transaction. */
  readonly resubmits: boolean;
  /** What a lost connection left unanswered: reported as failed, or submitted again. */
  readonly whenLost: 'report' | 'submit-again';
  /** ESME_RTHROTTLED and ESME_RMSGQFUL: so many further attempts. */
  readonly throttledRetries: number;
  readonly toStray: 'silence' | 'generic_nack';
  readonly onNack: 'fail' | 'wait-for-timer';
  /** A response of another command with the right sequence_number. */
  readonly onUnfit: 'fail' | 'ignore';
  /** deliver-after-timestamp: kept until then, or refused with 3001. */
  readonly deliverAfter: 'keep' | 'refuse';
  /** Whether waiting pushes of high priority overtake others. */
  readonly ranks: boolean;
  /** Longest content in octets; longer pushes are refused with 2001. */
  readonly maxOctets: number;
  readonly text: 'as-it-is' | 'wbxml';
  readonly httpStatus: 200 | 202;
  readonly code: 1000 | 1001;
  readonly answers: 'on-acceptance' | 'after-submission';
  readonly chunked: boolean;
  readonly doctype: boolean;
  readonly notifies: boolean;
  /** Whether notifications are sent on connections that stay open. */
  readonly keepsAlive: boolean;
  /** The recipient in a notification: as the push had it, or in lower case without what follows the @. */
  readonly address: 'as-written' | 'normalised';
};

/** Each breaks one rule, as real software does or did. */
export type PackagePpgDefect =
  | 'one-at-a-time'
  | 'oldest-takes-the-response'
  | 'notifies-on-submission'
  | 'failure-is-delivered'
  | 'success-is-undeliverable'
  | 'vendor-status-is-success'
  | 'two-results'
  | 'splits'
  | 'transaction-mode-above-140'
  | 'asks-for-receipts'
  | 'asks-for-intermediate-notifications'
  | 'answers-after-the-smsc'
  | 'forgets-when-full'
  | 'restarts-on-nack'
  | 'restarts-on-stray'
  | 'stray-ends-the-oldest'
  | 'nack-is-acceptance'
  | 'unfit-is-success'
  | 'late-response-is-reported'
  | 'forgets-on-loss'
  | 'deaf-to-bare-failures'
  | 'notifies-late'
  | 'cuts-push-id'
  | 'drops-the-last-octet'
  | 'ignores-deliver-after'
  | 'forgets-deliver-after'
  | 'ignores-deliver-before';

export type PackagePpgBehaviour = PackagePpgReading & { readonly defect: PackagePpgDefect | null };

/** A correct PPG: one transceiver, data_sm with ports in TLVs, ten transactions suspended. */
export const correctPackagePpg: PackagePpgBehaviour = {
  command: 'data_sm',
  carrier: 'message_payload',
  ports: 'tlv',
  number: 'international',
  binds: ['transceiver'],
  bindsAt: 'start',
  enquires: false,
  window: 10,
  whenFull: 'wait',
  responseMs: 1_300,
  resubmits: false,
  whenLost: 'report',
  throttledRetries: 5,
  toStray: 'silence',
  onNack: 'fail',
  onUnfit: 'fail',
  deliverAfter: 'keep',
  ranks: true,
  maxOctets: 60_000,
  text: 'as-it-is',
  httpStatus: 202,
  code: 1001,
  answers: 'on-acceptance',
  chunked: false,
  doctype: true,
  notifies: true,
  keepsAlive: false,
  address: 'as-written',
  defect: null,
};
