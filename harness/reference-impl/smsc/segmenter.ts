import { capacity, MAX_SEGMENTS, MAX_UD_OCTETS, type Alphabet } from '../../wire/sm/data-coding.ts';
import { concat16Ie, concat8Ie, encodeUdh, type Concatenation } from '../../wire/sm/udh.ts';
import { concat } from '../../wire/octets.ts';
import { packText } from '../../wire/sm/gsm7.ts';
import type { InformationElement, SmscPolicy } from './policy.ts';

/** What is to be sent to a handset, before it is cut. */
export type Content = {
  readonly kept: readonly InformationElement[];
  readonly data: Uint8Array;
  readonly alphabet: Alphabet;
};

/** One short message: its TP-UD, and whether that begins with a header. */
export type ShortMessage = { readonly userData: Uint8Array; readonly hasHeader: boolean };

/** A group as it goes out; `reference` is that of its concatenation elements, `null` for a lone message. */
export type Segmented = { readonly segments: readonly ShortMessage[]; readonly reference: number | null };

type Segmenting = Pick<SmscPolicy, 'fitsOne' | 'slice' | 'referenceBits' | 'numbering' | 'elements' | 'septets'>;

/**
 * Cuts content into short messages (sms.md 3). `takeReference` is asked only when there is more than one.
 * `too-long` when more than `maxSegments` or 255 would be needed, `no-reference` when none is free.
 */
export function segment(
  content: Content,
  maxSegments: number,
  takeReference: () => number | null,
  policy: Segmenting,
): Segmented | 'too-long' | 'no-reference' {
  const { kept, data, alphabet } = content;
  const make = (elements: readonly InformationElement[], piece: Uint8Array): ShortMessage =>
    shortMessage(elements, piece, alphabet === 'gsm7' && policy.septets === 'packed');
  const alone = policy.elements({ kept, concatenation: null, index: 1 });
  if (policy.fitsOne(userDataOctets(alphabet, headerOctets(alone), data.length)))
    return { segments: [make(alone, data)], reference: null };

  const { referenceBits: bits } = policy;
  const widest = element({ bits, reference: 0, total: 1, index: 1 });
  const header = headerOctets(policy.elements({ kept, concatenation: widest, index: 1 }));
  const room = alphabet === 'gsm7' ? capacity('gsm7', header) : MAX_UD_OCTETS - header;
  if (room < LEAST_ROOM || data.length > MAX_SEGMENTS * room) return 'too-long';
  const pieces = policy.slice(data, room, alphabet);
  const total = pieces.length;
  if (total > Math.min(maxSegments, MAX_SEGMENTS)) return 'too-long';
  const reference = takeReference();
  if (reference === null) return 'no-reference';
  const segments = pieces.map((piece, at) => {
    const index = at + 1;
    const concatenation = element(policy.numbering({ bits, reference, total, index }));
    return make(policy.elements({ kept, concatenation, index }), piece);
  });
  return { segments: inOneBuffer(segments), reference };
}

/** A buffer for each would take as much again while 50,000 groups wait. */
function inOneBuffer(segments: readonly ShortMessage[]): readonly ShortMessage[] {
  const whole = concat(...segments.map(({ userData }) => userData));
  let end = 0;
  return segments.map(({ userData, hasHeader }) => {
    const start = end;
    end += userData.length;
    return { userData: whole.subarray(start, end), hasHeader };
  });
}

/** UCS2 needs 2 octets for a unit and 4 for a pair that must not be separated. */
const LEAST_ROOM = 4;
const SEPTET_BITS = 7;

/** Octets of a TP-UD on air; text of so many septets is packed behind its header and fill bits (23.040, 9.2.3.24). */
function userDataOctets(alphabet: Alphabet, header: number, units: number): number {
  if (alphabet !== 'gsm7') return header + units;
  return Math.ceil(((Math.ceil((8 * header) / SEPTET_BITS) + units) * SEPTET_BITS) / 8);
}

/** On an SMPP link text stands one septet an octet, or packed as on air (AMB-24). */
function shortMessage(elements: readonly InformationElement[], data: Uint8Array, isPacked: boolean): ShortMessage {
  const hasHeader = elements.length > 0;
  const header = hasHeader ? encodeUdh(elements) : new Uint8Array(0);
  const userData = concat(header, data);
  return { userData: isPacked ? packText(userData, header.length) : userData, hasHeader };
}

function headerOctets(elements: readonly InformationElement[]): number {
  return elements.reduce((sum, { octets }) => sum + 2 + octets.length, elements.length > 0 ? 1 : 0);
}

function element({ bits, reference, total, index }: Concatenation): InformationElement {
  return bits === 8 ? concat8Ie(reference, total, index) : concat16Ie(reference, total, index);
}
