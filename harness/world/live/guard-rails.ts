import { MAX_UD_OCTETS } from '../../wire/sm/data-coding.ts';
import { fullNumber } from '../../wire/smpp/national.ts';
import { decodePdu, isResponse, text, uint, type Pdu } from '../../wire/smpp/pdu.ts';
import { parseAddress } from '../../wire/pap/address.ts';
import { decodePap } from '../../wire/pap/message.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import type { FarHooks } from '../passage.ts';
import { monotonicUs } from './clock.ts';
import type { Limiter, Permit } from './limiter.ts';

/** Messages and octets of one set of sessions with a target that are held; a target that says more floods us. */
const MAX_FAR_MESSAGES = 20_000;
const MAX_FAR_OCTETS = 64 * 1024 * 1024;

/** A target answers, delivers and retries: so many more messages may come for each segment that was submitted. */
const MESSAGES_PER_SEGMENT = 10;

/** Octets of a payload that one of several segments holds, with ports and 8-bit reference (sms.md 2). */
const SLICE_OCTETS = 128;

/** Bits 5 to 2 of esm_class: not a short message but a receipt or another notice (SMPP 3.4, 5.2.12). */
const MESSAGE_TYPE_BITS = 0x3c;

const SUBMISSIONS: readonly string[] = ['submit_sm', 'data_sm', 'submit_multi'];
const DELIVERIES: readonly string[] = ['deliver_sm', 'data_sm'];

export type GuardRailOptions = {
  readonly limiter: Limiter;
  /** The subscriber numbers of the handset side: what comes for them on the PPG's session is theirs (AMB-26). */
  readonly numbers: readonly string[];
  /** Told of a submission that was not sent. */
  readonly refused: (digits: string, why: Extract<Permit, { kind: 'refused' }>) => void;
};

/** What passes between us and a target: submissions by the limiter, what it says as long as we can hold it. */
export function makeGuardRails({ limiter, numbers, refused }: GuardRailOptions): FarHooks {
  const ours = new Set(numbers);
  let segments = 0;
  let messages = 0;
  let octetsHeld = 0;
  /** Towards a PPG: a push counts as the submissions that it has to become. */
  const pushPermit = (octets: Uint8Array): number | 'never' => {
    const { control, content } = decodePap(octets);
    if (control?.operation !== 'push-message') return 0;
    let afterUs = 0;
    for (const { name, attributes } of control.children) {
      if (name !== 'address') continue;
      const digits = numberIn(attributes['address-value'] ?? '');
      if (digits === null) continue;
      const nowUs = monotonicUs();
      const needed = Math.ceil((content?.body.length ?? 0) / SLICE_OCTETS) + 1;
      const permit = limiter.ask({ digits, segments: needed }, nowUs);
      if (permit.kind !== 'go') {
        refused(digits, permit);
        return 'never';
      }
      segments += needed;
      afterUs = Math.max(afterUs, Math.ceil(permit.atUs - nowUs));
    }
    return afterUs;
  };
  return {
    permit: ({ pco, octets }) => {
      if (pco === 'pap') return pushPermit(octets);
      if (pco !== 'smpp') return 0;
      const pdu = decodePdu(octets);
      if (!SUBMISSIONS.includes(pdu.command) || namesNobody(pdu)) return 0;
      const digits = text(pdu, 'destination_addr').replace(/\D/g, '');
      const nowUs = monotonicUs();
      const needed = segmentsOf(pdu);
      const permit = limiter.ask({ digits, segments: needed }, nowUs);
      if (permit.kind === 'go') {
        segments += needed;
        return Math.ceil(permit.atUs - nowUs);
      }
      refused(digits, permit);
      return 'never';
    },
    bears: (octets) => {
      messages += 1;
      octetsHeld += octets;
      return messages <= MAX_FAR_MESSAGES + MESSAGES_PER_SEGMENT * segments && octetsHeld <= MAX_FAR_OCTETS;
    },
    forWhom: ({ pco, octets }) => {
      if (pco !== 'smpp') return null;
      const pdu = decodePdu(octets);
      const isDelivery = DELIVERIES.includes(pdu.command) && !isResponse(pdu);
      if (!isDelivery || (uint(pdu, 'esm_class') & MESSAGE_TYPE_BITS) !== 0) return null;
      const digits = text(pdu, 'destination_addr').replace(/\D/g, '');
      return ours.has(fullNumber(digits, uint(pdu, 'dest_addr_ton'), ours)) ? 'handset' : null;
    },
  };
}

/** Whether a submission ends before its destination, or its destination has no digit: it can go to nobody. */
function namesNobody(pdu: Pdu): boolean {
  if (pdu.command === 'submit_multi') return uint(pdu, 'number_of_dests') === 0;
  return !/\d/.test(text(pdu, 'destination_addr'));
}

/** The number that an address names, whatever else is wrong with it; `null` for one without digits, or of a type without numbers. */
function numberIn(address: string): string | null {
  const { digits, type } = parseAddress(address);
  if (digits !== null) return digits;
  if (['USER', 'IPv4', 'IPv6'].includes(type)) return null;
  const [, value = ''] = /^\/?WAPPUSH=([^/@]*)/i.exec(address) ?? [];
  return /\d/.test(value) ? value.replace(/\D/g, '') : null;
}

/** How many short messages a submission becomes, at most. */
function segmentsOf(pdu: Pdu): number {
  const { octets, data } = userData(pdu);
  return octets.length <= MAX_UD_OCTETS ? 1 : Math.ceil(data.length / SLICE_OCTETS);
}
