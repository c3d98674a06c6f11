import type { Profile } from '../../core/profile.ts';
import { responseOf } from '../../wire/smpp/commands.table.ts';
import type { Pdu } from '../../wire/smpp/pdu.ts';
import { tlvUint } from '../../wire/smpp/pdu.ts';

/** A suspended request to the SMSC, as matching sees it. */
export type Awaited = { readonly sequence: number; readonly command: string };

/** How a transaction with the SMSC ended. */
export type Outcome =
  /** `late`: deliver-before-timestamp had passed by then. `reason`: delivery_failure_reason. */
  | { readonly kind: 'answered'; readonly status: number; readonly reason: number | null; readonly late: boolean }
  /** generic_nack, or a response whose command does not fit the request. */
  | { readonly kind: 'unfit'; readonly command: string; readonly status: number }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'linkLost' }
  /** deliver-before-timestamp passed before it was submitted. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'cancelled' };

/** A recipient's final result as PAP words it (pap.md 4, 5). */
export type Result = { readonly state: string; readonly code: number; readonly desc: string };

const DELIVERY_FAILURE = 0xfe;

/** Statuses by which an SMSC asks to come again (smpp.md 10). */
const BUSY: ReadonlySet<number> = new Set([0x14, 0x58]);

/** Submissions of one push while the SMSC is busy, at most. */
const MAX_ATTEMPTS = 5;

const FAILURE_REASONS: Readonly<Record<number, Result>> = {
  0: { state: 'undeliverable', code: 4000, desc: 'SMSC transaction failed: destination unavailable' },
  1: { state: 'undeliverable', code: 2003, desc: 'SMSC transaction failed: destination address invalid' },
  2: { state: 'undeliverable', code: 4000, desc: 'SMSC transaction failed: permanent network error' },
  3: { state: 'undeliverable', code: 4000, desc: 'SMSC transaction failed: temporary network error' },
};

const REFUSED_PDU = { state: 'undeliverable', code: 3000, desc: 'SMSC refused the submission' };
const BUSY_RESULT = { state: 'undeliverable', code: 4001, desc: 'SMSC is busy' };
const STATUSES: Readonly<Record<number, Result>> = {
  0x00: { state: 'delivered', code: 1000, desc: 'OK' },
  0x01: REFUSED_PDU,
  0x0b: { state: 'undeliverable', code: 2002, desc: 'SMSC refused the destination address' },
  0x14: BUSY_RESULT,
  0x43: REFUSED_PDU,
  0x45: REFUSED_PDU,
  0x58: BUSY_RESULT,
  0xc0: REFUSED_PDU,
  0xc1: REFUSED_PDU,
  0xc2: REFUSED_PDU,
  0xc3: REFUSED_PDU,
  0xc4: REFUSED_PDU,
};

/** Responses belong to requests by sequence_number alone (SMPP 3.4, 2.6; STP-03c). */
export function matching(response: Pdu, awaited: ReadonlyMap<number, Awaited>): number | null {
  return awaited.has(response.sequence_number) ? response.sequence_number : null;
}

/** Reads a response, whichever parts of a failed one are there (AMB-03, PPG-MAP-004). */
export function outcomeOf(response: Pdu, request: Awaited, late: boolean): Outcome {
  const status = response.command_status;
  if (response.command !== responseOf(request.command)) return { kind: 'unfit', command: response.command, status };
  return { kind: 'answered', status, reason: tlvUint(response, 'delivery_failure_reason') ?? null, late };
}

/** pap.md 9.2. */
export function resultOf(outcome: Outcome): Result {
  switch (outcome.kind) {
    case 'answered':
      return answeredResult(outcome.status, outcome.reason, outcome.late);
    case 'unfit':
      return { state: 'undeliverable', code: 4000, desc: `SMSC answered with ${outcome.command}` };
    case 'timeout':
      return { state: 'timeout', code: 4000, desc: 'SMSC did not answer in time' };
    case 'linkLost':
      return { state: 'timeout', code: 4000, desc: 'SMSC link lost before the answer' };
    case 'expired':
      return { state: 'expired', code: 4000, desc: 'Not submitted before deliver-before-timestamp' };
    case 'cancelled':
      return { state: 'cancelled', code: 4000, desc: 'Cancelled by the PI' };
  }
}

function answeredResult(status: number, reason: number | null, late: boolean): Result {
  if (status === DELIVERY_FAILURE) {
    if (late) return { state: 'expired', code: 4000, desc: 'Not delivered before deliver-before-timestamp' };
    const unknown = { state: 'undeliverable', code: 4000, desc: 'SMSC transaction failed' };
    return reason === null ? unknown : (FAILURE_REASONS[reason] ?? unknown);
  }
  const hex = status.toString(16).padStart(2, '0');
  return STATUSES[status] ?? { state: 'undeliverable', code: 4000, desc: `SMSC answered 0x${hex}` };
}

/** Only a busy SMSC is asked again, after 1, 2, 4, 8 back-offs; an unknown outcome never is (PPG-SUS-009, PPG-SUS-012). */
export function resubmitUs(outcome: Outcome, attempt: number, profile: Profile): number | null {
  if (outcome.kind !== 'answered' || !BUSY.has(outcome.status) || attempt >= MAX_ATTEMPTS) return null;
  return profile.timers.backoffMs * 1_000 * 2 ** (attempt - 1);
}
