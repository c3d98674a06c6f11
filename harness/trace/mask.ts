import { assert } from '../core/assert.ts';
import { rememberedOfTwo } from '../core/remembered.ts';
import { fromLatin1, latin1 } from '../wire/octets.ts';
import { semiOctets, type RpMessage } from '../wire/sm/rp.ts';
import type { Pdu } from '../wire/smpp/pdu.ts';
import { messageEvent } from './decode.ts';
import type { Message } from './event.ts';
import { withoutPasswords } from './secrets.ts';
import { fieldSpans } from './spans.ts';
import { PLMN_ADDRESS, subscriberField } from './subscriber.ts';

/** Gives a subscriber's number (digits) another spelling of the same length, e.g. `1555*****01`. */
export type Mask = (number: string) => string;

/** Shorter ones are service numbers, or say nothing. */
const MIN_NUMBER_DIGITS = 5;

/** Numbers that one mask can tell apart. */
const MAX_NUMBERS = 1_000_000;

/** A range of addresses that is plain numbers, so that hiding digits does not change what it matches. */
const PLAIN_RANGE = /^\^?\+?\d+\$?(\|\^?\+?\d+\$?)*$/;

/** A run of digits that may be a number, in a PDU whose fields cannot be told. */
const NUMBER_LIKE = /\d{7,20}/g;

/** The mask, except that numbers it would make alike stay apart: the stars then end in a count. One that does so already stays. */
export function distinguishing(mask: Mask): Mask {
  if (apart.has(mask)) return mask;
  const given = new Map<string, string>();
  const taken = new Set<string>();
  const distinguished: Mask = (number) => {
    const known = given.get(number);
    if (known !== undefined) return known;
    assert(given.size < MAX_NUMBERS, `a mask tells at most ${MAX_NUMBERS} numbers apart`);
    const plain = mask(number);
    assert(plain.length === number.length, 'a mask keeps the length of a number');
    let masked = plain;
    for (let count = 2; taken.has(masked); count += 1) masked = counted(plain, count);
    taken.add(masked);
    given.set(number, masked);
    return masked;
  };
  apart.add(distinguished);
  return distinguished;
}

/** Masks that keep numbers apart: files that share one share what was masked and decoded. */
const apart = new WeakSet<Mask>();

/** `1555*****01` and 12 → `1555***1201`; without stars enough, the count stands at the end. */
function counted(plain: string, count: number): string {
  const digits = String(count);
  const end = plain.lastIndexOf('*') + 1 || plain.length;
  return plain.slice(0, Math.max(0, end - digits.length)) + digits + plain.slice(Math.max(end, digits.length));
}

/** A message as it may be written down: without passwords, and with `mask` without numbers; its octets keep their places. */
export function publishable(event: Message, mask: Mask | undefined): Message {
  return mask === undefined ? opened(event) : masked(mask, event);
}

function opened(event: Message): Message {
  const open = withoutPasswords(event.pco, event.octets);
  return open === event.octets ? event : messageEvent(event, event.direction, open);
}

/** Several reports write the same event down. */
const masked = rememberedOfTwo((mask: Mask, event: Message): Message => {
  const open = withoutPasswords(event.pco, event.octets);
  const octets = maskedOctets(event, open, mask);
  const { message } = event;
  if (message.kind !== 'push') return octets === event.octets ? event : messageEvent(event, event.direction, octets);
  return messageEvent(event, event.direction, octets, { to: maskedAddress(message.to, mask), from: message.from });
});

function maskedOctets(event: Message, octets: Uint8Array, mask: Mask): Uint8Array {
  const { message } = event;
  switch (message.kind) {
    case 'smpp':
      return maskedPdu(event, message.pdu, octets, mask);
    case 'pap': {
      const content = message.pap.content?.body;
      return replaced(octets, outside(octets, content), (text) =>
        text.replace(PLMN_ADDRESS, (address, number: string) =>
          address.replace(number, () => maskedAddress(number, mask)),
        ),
      );
    }
    case 'rp':
      return maskedRp(message.rp, octets, mask);
    case 'push':
      return octets;
  }
}

function maskedPdu(event: Message, pdu: Pdu, octets: Uint8Array, mask: Mask): Uint8Array {
  if (pdu.problems.length > 0) {
    return replaced(octets, [[0, octets.length]], (text) => text.replace(NUMBER_LIKE, (digits) => mask(digits)));
  }
  const subscriber = subscriberField(pdu.command, event);
  return fieldSpans(pdu, octets).reduce((masked, { name, from, to }) => {
    if (name === subscriber) return replaced(masked, [[from, to]], (text) => maskedAddress(text, mask));
    if (name !== 'address_range') return masked;
    return replaced(masked, [[from, to - 1]], (text) =>
      PLAIN_RANGE.test(text) ? text.replace(NUMBER_LIKE, (digits) => mask(digits)) : text,
    );
  }, octets);
}

function maskedRp({ destination, destinationAt: { from } }: RpMessage, octets: Uint8Array, mask: Mask): Uint8Array {
  const masked = maskedAddress(destination, mask);
  if (masked === destination) return octets;
  const result = octets.slice();
  result.set(semiOctets(masked), from);
  return result;
}

/** The digits of an address masked in their places; signs and separators stay. */
function maskedAddress(address: string, mask: Mask): string {
  const digits = address.replace(/\D/g, '');
  if (digits.length < MIN_NUMBER_DIGITS) return address;
  const masked = mask(digits);
  let at = 0;
  return address.replace(/\d/g, () => {
    at += 1;
    return masked.charAt(at - 1);
  });
}

/** What stands before and after a part of the octets; all where there is none, or where it was joined from chunks. */
function outside(octets: Uint8Array, part: Uint8Array | undefined): readonly (readonly [number, number])[] {
  if (part === undefined || part.length === 0) return [[0, octets.length]];
  const at = latin1(octets).lastIndexOf(latin1(part));
  return at === -1
    ? [[0, octets.length]]
    : [
        [0, at],
        [at + part.length, octets.length],
      ];
}

/** The octets with some ranges rewritten to text of the same length; the same array when nothing changed. */
function replaced(
  octets: Uint8Array,
  ranges: readonly (readonly [number, number])[],
  rewrite: (text: string) => string,
): Uint8Array {
  let result = octets;
  for (const [from, to] of ranges) {
    const before = latin1(octets.subarray(from, to));
    const after = rewrite(before);
    if (after === before) continue;
    assert(after.length === before.length, 'a mask keeps the length of a number');
    if (result === octets) result = octets.slice();
    result.set(fromLatin1(after), from);
  }
  return result;
}
