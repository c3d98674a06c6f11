import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { referencePolicy } from './policy.ts';
import { concat, fromHex } from '../../wire/octets.ts';
import { decodePdu, encodePdu } from '../../wire/smpp/pdu.ts';
import { segment, type Content, type ShortMessage } from './segmenter.ts';
import { contentOf } from './submission.ts';

/** Octets, septets or UCS2 units of a payload, at most. */
const LARGEST = 3_000;

/** Limits of 23.040 by hand (sms.md 2): what fits one short message, and each of several, beside the header that stands here. */
const LIMITS = {
  'ports 8bit 8': [133, 128],
  'ports 8bit 16': [133, 127],
  'ports gsm7 8': [152, 146],
  'ports gsm7 16': [152, 145],
  'ports ucs2 8': [66, 64],
  'ports ucs2 16': [66, 63],
  'none 8bit 8': [140, 134],
  'none 8bit 16': [140, 133],
  'none gsm7 8': [160, 153],
  'none gsm7 16': [160, 152],
  'none ucs2 8': [70, 67],
  'none ucs2 16': [70, 66],
} as const;

const EVERY = Array.from({ length: LARGEST }, (_, at) => at);

/** Any octets; septets with escape pairs, and units with surrogate pairs, at odd and even places. What stands last announces nothing. */
const TEXTS = {
  '8bit': { coding: 0x04, unitOctets: 1, whole: Uint8Array.from(EVERY, (at) => (at * 7 + (at >> 5)) & 0xff) },
  gsm7: {
    coding: 0x00,
    unitOctets: 1,
    whole: Uint8Array.from(EVERY, (at) => (at % 3 === 1 ? 0x1b : 0x30 + (at % 43))),
  },
  ucs2: {
    coding: 0x08,
    unitOctets: 2,
    whole: Uint8Array.from(
      EVERY.flatMap((at) => (at % 3 === 0 ? [0x4e, at % 97] : at % 3 === 1 ? [0xd8, 0x3d] : [0xde, 0x00])),
    ),
  },
} as const;

function textOf(
  size: number,
  { whole, unitOctets }: { readonly whole: Uint8Array; readonly unitOctets: number },
): Uint8Array {
  const text = whole.slice(0, size * unitOctets);
  if (separates(text, unitOctets === 2 ? 'ucs2' : 'gsm7'))
    text.set([0x20, 0x20].slice(0, unitOctets), text.length - unitOctets);
  return text;
}

/** What the SMSC makes of a submission with this text and ports. */
function submitted(ports: Ports, coding: number, text: Uint8Array): Content {
  const header = fromHex(ports === 'udh' ? '06 05 04 0b84 23f0' : '');
  const tlvs = [
    ['source_port', 9200],
    ['destination_port', 2948],
  ] as const;
  const octets = encodePdu({
    command: 'data_sm',
    sequence_number: 1,
    fields: { esm_class: ports === 'udh' ? 0x42 : 0x02, data_coding: coding },
    tlvs: [...(ports === 'tlv' ? tlvs : []), ['message_payload', concat(header, text)]],
  });
  return contentOf(decodePdu(octets));
}

type Ports = 'udh' | 'tlv' | 'none';

type Read = { readonly total: number; readonly index: number; readonly reference: number; readonly text: Uint8Array };

/** Reads one TP-UD with nothing but its octets: header by hand, element by element. */
function read(userData: Uint8Array, hasHeader: boolean, expectsPorts: boolean): Read {
  if (!hasHeader) return { total: 1, index: 1, reference: -1, text: userData };
  const end = 1 + (userData[0] ?? 0);
  let [total, index, reference, ports] = [1, 1, -1, ''];
  for (let at = 1; at < end; at += 2 + (userData[at + 1] ?? 0)) {
    const data = [...userData.subarray(at + 2, at + 2 + (userData[at + 1] ?? 0))];
    assert.ok(at + 2 + data.length <= end, 'an element ends with the header');
    if (userData[at] === 0x05) ports = data.join(' ');
    else if (userData[at] === 0x00 && data.length === 3) [reference, total, index] = data as [number, number, number];
    else if (userData[at] === 0x08 && data.length === 4) {
      const [high, low, ...rest] = data as [number, number, number, number];
      [reference, total, index] = [256 * high + low, ...rest];
    } else assert.fail(`an element ${userData[at]} of ${data.length} octets`);
  }
  assert.equal(ports, expectsPorts ? '11 132 35 240' : '', 'destination 2948, source 9200');
  return { total, index, reference, text: userData.subarray(end) };
}

/** Octets on air, counted bit by bit for text. */
function airOctets(headerOctets: number, text: Uint8Array, alphabet: string): number {
  if (alphabet !== 'gsm7') return headerOctets + text.length;
  let bits = 8 * headerOctets;
  while (bits % 7 !== 0) bits += 1;
  return Math.ceil((bits + 7 * text.length) / 8);
}

function separates(text: Uint8Array, alphabet: string): boolean {
  if (alphabet === 'gsm7') return text.at(-1) === 0x1b;
  return alphabet === 'ucs2' && (text.length % 2 !== 0 || text.at(-2) === 0xd8);
}

for (const [name, [alone, each]] of Object.entries(LIMITS)) {
  const [form, alphabet, bits] = name.split(' ') as ['ports' | 'none', keyof typeof TEXTS, '8' | '16'];
  for (const ports of form === 'none' ? (['none'] as const) : (['udh', 'tlv'] as const)) {
    test(`every size up to ${LARGEST} of ${alphabet} with ${bits}-bit reference, ports: ${ports}, is split within the limits and put together again`, () => {
      const policy = { ...referencePolicy, referenceBits: bits === '8' ? 8 : 16 } as const;
      const kind = TEXTS[alphabet];
      let segments = 0;
      for (let size = 0; size <= LARGEST; size += 1) {
        const text = textOf(size, kind);
        const segmented = segment(submitted(ports, kind.coding, text), 255, () => REFERENCE, policy);
        if (typeof segmented === 'string') throw new Error(`${size}: ${segmented}`);
        const wrong = wrongIn(segmented.segments, text, { ports, alphabet, each: each * kind.unitOctets, size, alone });
        assert.deepEqual(wrong, [], `${size}`);
        segments += segmented.segments.length;
      }
      expect(segments).toBeGreaterThan(LARGEST);
    });
  }
}

const REFERENCE = 0x7a;

type Limits = {
  readonly ports: Ports;
  readonly alphabet: string;
  /** Octets of text in a full segment. */
  readonly each: number;
  readonly size: number;
  readonly alone: number;
};

/** What is wrong with a split, in words. */
function wrongIn(segments: readonly ShortMessage[], text: Uint8Array, limits: Limits): readonly string[] {
  const { alphabet, each, size, alone } = limits;
  const wrong: string[] = [];
  let at = 0;
  for (const [before, { userData, hasHeader }] of segments.entries()) {
    const one = read(userData, hasHeader, limits.ports !== 'none');
    if (one.total !== segments.length || one.index !== before + 1) wrong.push(`${one.index} of ${one.total}`);
    if (one.reference !== (segments.length === 1 ? -1 : REFERENCE)) wrong.push(`reference ${one.reference}`);
    const air = airOctets(userData.length - one.text.length, one.text, alphabet);
    if (air > 140) wrong.push(`${air} octets on air`);
    if (one.index < one.total) {
      if (separates(one.text, alphabet)) wrong.push(`something is separated behind ${one.index}`);
      // Less by one septet or unit, that is by two octets, where a pair stays together.
      if (one.text.length > each || one.text.length < each - 2) wrong.push(`${one.text.length} octets of text`);
    }
    if (!one.text.every((octet, i) => octet === text[at + i])) wrong.push(`other octets in ${one.index}`);
    at += one.text.length;
  }
  if (at !== text.length) wrong.push(`${at} octets in all`);
  if ((segments.length === 1) !== size <= alone) wrong.push(`${segments.length} segments`);
  return wrong;
}
