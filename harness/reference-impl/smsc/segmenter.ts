import { MAX_SEGMENTS, MAX_UD_OCTETS, type Alphabet } from '../../wire/sm/data-coding.ts';
import { concat16Ie, concat8Ie, encodeUdh, type Concatenation } from '../../wire/sm/udh.ts';
import { concat } from '../../wire/octets.ts';
import type { InformationElement, SmscPolicy } from './policy.ts';

/** What is to be sent to a handset, before it is cut. */
export type Content = {
  readonly kept: readonly InformationElement[];
  readonly data: Uint8Array;
  readonly alphabet: Alphabet;
};

/** One short message: its TP-UD, and whether that begins with a header. */
export type ShortMessage = { readonly userData: Uint8Array; readonly hasHeader: boolean };

type Segmenting = Pick<SmscPolicy, 'fitsOne' | 'slice' | 'referenceBits' | 'numbering' | 'elements'>;

/**
 * Cuts content into short messages (sms.md 3). `takeReference` is asked only when there is more than one.
 * `null` when more than `maxSegments` or 255 would be needed.
 */
export function segment(
  content: Content,
  maxSegments: number,
  takeReference: () => number,
  policy: Segmenting,
): readonly ShortMessage[] | null {
  const alone = policy.elements({ kept: content.kept, concatenation: null, index: 1 });
  if (policy.fitsOne(headerOctets(alone) + content.data.length)) return [shortMessage(alone, content.data)];

  const { referenceBits: bits } = policy;
  const widest = element({ bits, reference: 0, total: 1, index: 1 });
  const header = policy.elements({ kept: content.kept, concatenation: widest, index: 1 });
  const capacity = MAX_UD_OCTETS - headerOctets(header);
  // UCS2 needs 2 octets for a unit and 4 for a pair that must not be separated.
  if (capacity < LEAST_CAPACITY || content.data.length > MAX_SEGMENTS * capacity) return null;
  const pieces = policy.slice(content.data, capacity, content.alphabet);
  const total = pieces.length;
  if (total > Math.min(maxSegments, MAX_SEGMENTS)) return null;
  const reference = takeReference();
  return pieces.map((piece, at) => {
    const index = at + 1;
    const concatenation = element(policy.numbering({ bits, reference, total, index }));
    return shortMessage(policy.elements({ kept: content.kept, concatenation, index }), piece);
  });
}

const LEAST_CAPACITY = 4;
function shortMessage(elements: readonly InformationElement[], data: Uint8Array): ShortMessage {
  const hasHeader = elements.length > 0;
  return { userData: hasHeader ? concat(encodeUdh(elements), data) : data, hasHeader };
}

function headerOctets(elements: readonly InformationElement[]): number {
  return elements.reduce((sum, { octets }) => sum + 2 + octets.length, elements.length > 0 ? 1 : 0);
}

function element({ bits, reference, total, index }: Concatenation): InformationElement {
  return bits === 8 ? concat8Ie(reference, total, index) : concat16Ie(reference, total, index);
}
