import type { Profile } from '../core/profile.ts';
import type { Requirement } from '../core/requirement.ts';

/** An optional feature that a profile claims or withdraws; it decides which rows of the catalogue apply. */
export type Claim = {
  readonly name: string;
  /** What an implementation says that makes this claim. */
  readonly sentence: string;
  /** Part of the push invention: a third party is taken to claim it until its profile withdraws it. */
  readonly invention: boolean;
  /** Whether a third party is taken to claim it until its profile withdraws it. */
  readonly taken: boolean;
  /** Whether the built-in chain does it. */
  readonly builtIn: boolean;
};

type Row = readonly [name: string, sentence: string, takenFor: 'invention' | 'usual' | 'option', builtIn: boolean];

const rows: readonly Row[] = [
  [
    'transactionMode',
    'A push is submitted in transaction mode and answered when its outcome is known.',
    'invention',
    true,
  ],
  ['retryWithinDeadline', 'A segment that failed is sent again while time is left.', 'invention', true],
  ['segmentsOnSmppLink', 'The handset side of the SMPP link sees a push as its segments.', 'invention', true],
  ['resultNotification', 'The PPG tells the PI the result of a push that asked for it.', 'invention', true],
  ['storeAndForward', 'The SMSC also takes messages to be delivered later (esm_class mode 11).', 'option', true],
  ['tls', 'The target is reached over TLS.', 'option', false],
  ['dedicatedSmsc', 'The SMSC serves push traffic only.', 'option', true],
  ['reservedShare', 'The SMSC keeps a share of its capacity for push traffic.', 'option', true],
  ['gatewayProxy', 'The profile names the HTTP proxy address of the WAP gateway.', 'option', true],
  [
    'pushClient',
    'The handset shows what its push client makes of a push, not each datagram as it comes.',
    'usual',
    true,
  ],
  ['textConversion', 'The PPG turns SI, SL, CO and EMN in text form into WBXML.', 'option', true],
  ['statusQuery', 'The PPG answers statusquery-message.', 'option', true],
  ['cancellation', 'The PPG cancels pushes that are not final.', 'option', true],
  ['replacement', 'The PPG replaces pushes (replace-push-id).', 'option', true],
  ['capabilitiesQuery', 'The PPG answers ccq-message.', 'option', true],
  [
    'standingListener',
    'The PI takes result notifications at any time, not only while a push of its own is under way.',
    'option',
    true,
  ],
  ['piAuthentication', 'The PPG asks a PI for credentials.', 'option', true],
  [
    'portTlvs',
    'The SMSC takes the ports of a push as TLVs; follows smpp.ports where the profile does not say.',
    'option',
    true,
  ],
  ['outbind', 'The PPG binds on a connection that the SMSC opened with outbind.', 'option', true],
  ['querySm', 'The SMSC answers query_sm.', 'option', true],
];

/** Every claim that a profile can make. */
export const CLAIMS: readonly Claim[] = rows.map(([name, sentence, takenFor, builtIn]) => ({
  name,
  sentence,
  invention: takenFor === 'invention',
  taken: takenFor !== 'option',
  builtIn,
}));

/** All claims with their values: as stated, else what is taken of the built-in chain or of a third party. */
export function filledClaims(
  of: 'built-in' | 'third-party',
  ports: Profile['smpp']['ports'],
  stated: Readonly<Record<string, boolean>>,
): Readonly<Record<string, boolean>> {
  const isTaken = ({ name, taken, builtIn }: Claim): boolean => {
    if (name === 'portTlvs') return ports.includes('tlv');
    return of === 'built-in' ? builtIn : taken;
  };
  return Object.fromEntries(CLAIMS.map((claim) => [claim.name, stated[claim.name] ?? isTaken(claim)]));
}

/** The claim whose absence makes a row not applicable; `null` when the row applies. */
export function excludedBy(
  requirement: Pick<Requirement, 'claim' | 'basis' | 'roles'>,
  claims: Readonly<Record<string, boolean>>,
): string | null {
  if (requirement.claim !== undefined && claims[requirement.claim] !== true) return requirement.claim;
  return ofTheInvention(requirement) && claims['transactionMode'] !== true ? 'transactionMode' : null;
}

/** What the push invention asks of PPG and SMSC presupposes its transaction mode. */
function ofTheInvention({ basis, roles }: Pick<Requirement, 'basis' | 'roles'>): boolean {
  return basis === 'claim' && (roles.includes('ppg') || roles.includes('smsc'));
}

/** The push invention's claims that a profile withdrew; a report says so. */
export function withdrawnClaims(claims: Readonly<Record<string, boolean>>): readonly Claim[] {
  return CLAIMS.filter(({ name, invention }) => invention && claims[name] !== true);
}

/**
 * The timer that a row needs and that its profile does not give; `null` when the row applies (requirements, 12). A handset
 * under test is judged only by a reassembly time that its profile states.
 */
export function unstatedTimer(
  { timing }: Pick<Requirement, 'timing'>,
  { iut, target, statedTimers, timers }: Pick<Profile, 'iut' | 'target' | 'statedTimers' | 'timers'>,
): string | null {
  const needed = (timing?.limit ?? '').split(', ');
  if (needed.includes('reassemblyMs') && iut === 'handset' && target !== null && !statedTimers.includes('reassemblyMs'))
    return 'timers.reassemblyMs';
  const unset = OPTIONAL_TIMERS.find((name) => needed.includes(name) && timers[name] === undefined);
  return unset === undefined ? null : `timers.${unset}`;
}

/** Timers without a default for third parties. */
const OPTIONAL_TIMERS = ['sessionInitMs', 'enquireMs', 'readMs'] as const;
