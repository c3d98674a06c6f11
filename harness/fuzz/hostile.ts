import fc from 'fast-check';
import { concat } from '../wire/octets.ts';
import { COMMANDS } from '../wire/smpp/commands.table.ts';
import { encodePdu } from '../wire/smpp/pdu.ts';
import { validPdu } from './arbitrary.ts';

/** One thing that is done to the octets of a PDU; places are taken modulo their number. */
export type Spoiling =
  | { readonly kind: 'octet'; readonly at: number; readonly octet: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'doubled'; readonly from: number; readonly octets: number }
  | { readonly kind: 'left out'; readonly from: number; readonly octets: number }
  /** command_length, where it is not made true again. */
  | { readonly kind: 'length'; readonly says: number };

/** Lengths at the edges of what framing knows. */
export const LENGTHS: readonly number[] = [
  0, 1, 4, 15, 16, 17, 254, 16_384, 70_000, 70_001, 0x7fffffff, 0x80000000, 0xffffffff,
];

const LENGTH_OCTETS = 4;

/** The octets after each spoiling in turn; command_length is true unless one of them is about it. */
export function spoilt(octets: Uint8Array, spoilings: readonly Spoiling[]): Uint8Array {
  const changed = spoilings.reduce(after, octets);
  const length = spoilings.findLast((one) => one.kind === 'length');
  if (changed.length < LENGTH_OCTETS) return changed;
  const sized = changed.slice();
  new DataView(sized.buffer).setUint32(0, length?.says ?? sized.length);
  return sized;
}

function after(octets: Uint8Array, spoiling: Spoiling): Uint8Array {
  const place = (at: number): number => (octets.length === 0 ? 0 : at % octets.length);
  switch (spoiling.kind) {
    case 'octet': {
      const changed = octets.slice();
      if (changed.length > 0) changed[place(spoiling.at)] = spoiling.octet;
      return changed;
    }
    case 'cut':
      return octets.subarray(0, place(spoiling.at));
    case 'doubled': {
      const from = place(spoiling.from);
      return concat(octets.subarray(0, from + spoiling.octets), octets.subarray(from));
    }
    case 'left out': {
      const from = place(spoiling.from);
      return concat(octets.subarray(0, from), octets.subarray(from + spoiling.octets));
    }
    case 'length':
      return octets;
  }
}

const place = fc.nat({ max: 400 });
const spoiling: fc.Arbitrary<Spoiling> = fc.oneof(
  fc.record({
    kind: fc.constant('octet' as const),
    at: place,
    octet: fc.oneof(fc.constantFrom(0x00, 0xff), fc.nat({ max: 255 })),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
  fc.record({ kind: fc.constant('doubled' as const), from: place, octets: fc.nat({ max: 40 }) }),
  fc.record({ kind: fc.constant('left out' as const), from: place, octets: fc.nat({ max: 40 }) }),
  fc.record({ kind: fc.constant('length' as const), says: fc.constantFrom(...LENGTHS) }),
);

/** A hostile PDU, and how it came about. */
export type Hostile = { readonly from: string; readonly octets: Uint8Array };

/** Octets of every kind that SMPP does not allow, and of some that it does: a valid PDU spoilt a few times, or octets by chance. */
export const hostile: fc.Arbitrary<Hostile> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .record({
        pdu: fc.oneof(...COMMANDS.map(validPdu)),
        spoilings: fc.array(spoiling, { minLength: 1, maxLength: 4 }),
      })
      .map(({ pdu, spoilings }) => ({ from: pdu.command, octets: spoilt(encodePdu(pdu), spoilings) })),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((octets) => ({ from: 'chance', octets })) },
);
