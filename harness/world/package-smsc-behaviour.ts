/** What an SMSC of another make does; each entry is one a real one could have, and conforms but for `defect`. */
export type PackageSmscBehaviour = {
  readonly bind: 'accept' | 'refuse' | 'silence' | 'close-after';
  /** The forms of bind that the account has; others are refused. */
  readonly forms: readonly ('transmitter' | 'receiver' | 'transceiver')[];
  /** Sessions that the account may have at once. */
  readonly sessions: number;
  /** `sc_interface_version` of its bind responses; `null` = none (AMB-11). */
  readonly interfaceVersion: number | null;
  /** As submitted; TON 2 and no country code; with a plus sign (AMB-25). */
  readonly numbers: 'as-submitted' | 'national' | 'plus';
  /** Commands it takes in transaction mode (AMB-01). */
  readonly commands: readonly ('submit_sm' | 'data_sm')[];
  /** How it refuses another command: a status of its response, or generic_nack. */
  readonly refusal: number | 'generic_nack';
  /** The places of the ports that it takes in transaction mode; others get 0x43 (AMB-04). */
  readonly ports: readonly ('udh' | 'tlv')[];
  /** `none`: nothing is ever delivered. `whole`: all octets in one deliver_sm. */
  readonly deliver: 'segments' | 'whole' | 'none';
  readonly deliverBy: 'deliver_sm' | 'data_sm';
  /** Whether a deliver_sm bears its segment in message_payload. */
  readonly segmentsInPayload: boolean;
  /** `at-once`: on acceptance, whatever happens afterwards. `in-order`: none before those to earlier submissions (AMB-06). `never`: no response at all. */
  readonly answer: 'outcome' | 'at-once' | 'in-order' | 'never';
  readonly messageIds: 'hexadecimal' | 'none' | 'empty';
  /** Status of a failed transaction, and what comes with it (AMB-03). */
  readonly failure: { readonly status: number; readonly body: 'none' | 'id' | 'tlvs' };
  /** What it makes of a submission with registered_delivery; `refuse` by 0x07. */
  readonly receiptsAsked: 'ignore' | 'refuse';
  /** In rounds: first every segment, then those that failed; else each until it is taken (AMB-07). */
  readonly retry: 'rounds' | 'in-place' | 'none';
  readonly attempts: number;
  readonly retryMs: number;
  /** How long it takes over each segment, and over each response, of its own accord. */
  readonly paceMs: number;
  /** How long it waits for the handset's answer. */
  readonly ackMs: number;
  /** Its predetermined time. */
  readonly transactionMs: number;
  /** Whether qos_time_to_live and validity_period shorten it (AMB-23). */
  readonly heedsRequest: boolean;
  /** Whether a permanent cause ends the group at once, or is retried as any other (AMB-56). */
  readonly endsAtPermanent: boolean;
  /** Segments on their way at once; 1 = each waits for the one before it. */
  readonly segmentsAtOnce: number;
  /** When no handset session is there: failure at once, or when the time is over (AMB-12). */
  readonly absent: 'at-once' | 'deadline';
  /** Submissions to one number that it holds at once; beyond, 0x58. */
  readonly queue: number;
  /** Element of the user data header, or sar_* TLVs. */
  readonly concatenation: 'udh' | 'sar';
  /** Whether the concatenation element stands last, as usual, or before the ports. */
  readonly concatenationLast: boolean;
  readonly referenceBits: 8 | 16;
  readonly firstReference: number;
  readonly counter: 'one' | 'per-destination';
  /** As full as possible, of about the same size, or full and one without text at the end of exact fits (AMB-47). */
  readonly split: 'full' | 'even' | 'empty-trailing';
  /** Whether a lone message says that it is 1 of 1 (AMB-47). */
  readonly numbersLone: boolean;
  /** What it also sends in mid transaction, on the PPG's session. */
  readonly aside: 'nothing' | 'alert_notification' | 'enquire_link' | 'deliver_sm';
  /** data_coding of segments: as submitted, or another 8-bit one (AMB-48). */
  readonly dataCoding: number | null;
  /** esm_class mode bits of segments, which say nothing in that direction (AMB-28). */
  readonly modeBits: number;
  readonly defect: Defect | null;
};

/** One thing done wrong, each as near to right as can be. */
export type Defect =
  | 'answers-before-the-last-acknowledgement'
  | 'zero-though-a-segment-failed'
  | 'zero-for-nobody'
  | 'resends-everything'
  | 'new-reference-on-retry'
  | 'new-content-on-retry'
  | 'first-failure-only'
  | 'never-resends'
  | 'resends-late'
  | 'pauses-between'
  | 'last-segment-first'
  | 'loses-the-last-octet'
  | 'changes-an-octet'
  | 'drops-a-segment'
  | 'total-plus-one'
  | 'index-from-zero'
  | 'reference-per-segment'
  | 'one-reference-for-all'
  | 'ports-in-the-first-only'
  | 'ports-swapped'
  | 'header-flag-missing-on-the-last'
  | 'octet-over-the-limit'
  | 'header-kept-in-the-payload'
  | 'receipt-unasked'
  | 'two-responses'
  | 'another-response-seconds-later'
  | 'response-to-another'
  | 'late-acknowledgement-answers-again'
  | 'segment-after-the-response'
  | 'goes-on-after-the-failure'
  | 'foreign-between'
  | 'mixes-two-pushes'
  | 'failure-though-delivered'
  | 'waits-for-ever'
  | 'answers-late'
  | 'answers-on-the-next-session'
  | 'forgets-the-second-push'
  | 'delivers-to-a-neighbour'
  | 'loses-every-third-push'
  | 'loses-the-tail-of-long-pushes'
  | 'answers-with-the-other-command';

/** A correct SMSC: retries in rounds, answers failures with a bare header, counts 8-bit references from 0. */
export const correctPackageSmsc: PackageSmscBehaviour = {
  bind: 'accept',
  forms: ['transmitter', 'receiver', 'transceiver'],
  sessions: 10,
  interfaceVersion: null,
  numbers: 'as-submitted',
  commands: ['submit_sm', 'data_sm'],
  refusal: 0x03,
  ports: ['udh', 'tlv'],
  deliver: 'segments',
  deliverBy: 'deliver_sm',
  segmentsInPayload: false,
  answer: 'outcome',
  messageIds: 'hexadecimal',
  failure: { status: 0xfe, body: 'none' },
  receiptsAsked: 'ignore',
  retry: 'rounds',
  attempts: 5,
  retryMs: 50,
  paceMs: 0,
  ackMs: 500,
  transactionMs: 2_000,
  heedsRequest: true,
  endsAtPermanent: true,
  segmentsAtOnce: 1,
  absent: 'at-once',
  queue: 1_000,
  concatenation: 'udh',
  concatenationLast: true,
  referenceBits: 8,
  firstReference: 0,
  counter: 'one',
  split: 'full',
  numbersLone: false,
  aside: 'nothing',
  dataCoding: null,
  modeBits: 0,
  defect: null,
};
