import { latin1, toSpacedHex, type Problem } from '../wire/octets.ts';
import type { FieldValue } from '../wire/kinds.ts';
import { concatenation, decodeUdh, ports } from '../wire/sm/udh.ts';
import { statusName } from '../wire/smpp/statuses.table.ts';
import type { RpMessage } from '../wire/sm/rp.ts';
import type { Pdu } from '../wire/smpp/pdu.ts';
import { UDHI } from '../wire/smpp/user-data.ts';
import type { PushPdu } from '../wire/wsp/push.ts';
import type { Message } from './event.ts';
import { hexWord, IN_HEX } from './ladder-smpp-print.ts';
import { quote } from './ladder-words.ts';
import { publishable, type Mask } from './mask.ts';
import { fieldSpans } from './spans.ts';

/** Octets `from` up to, without, `to`, and what they are; `data` are shown as characters too. */
type Part = { readonly from: number; readonly to: number; readonly label: string; readonly data?: true };

const LF = 0x0a;
/** Length, RP-MTI and RP-Message Reference of an RPDU. */
const HEAD_OCTETS = 3;
const ROW_OCTETS = 16;
/** Rows of one part; what is longer is cut, its size told. */
const MAX_ROWS = 16;
/** Octets of one message of text; what is longer is cut, its size told. */
const MAX_TEXT_OCTETS = 65_536;
const CARRIERS: ReadonlySet<string> = new Set(['short_message', 'message_payload']);
const TLV_HEADER_OCTETS = 4;
const HEX_CHARACTERS = 3 * ROW_OCTETS;

/** A message's octets with their offsets, beside each field what it says, and beneath it what is wrong with it. */
export function hexDump(event: Message, mask?: Mask): string {
  const { octets, message } = publishable(event, mask);
  switch (message.kind) {
    case 'smpp':
      return dump(octets, pduParts(message.pdu, octets), message.pdu.problems);
    case 'rp':
      return dump(octets, rpParts(message.rp), [
        ...message.rp.problems,
        ...(message.rp.tpdu?.problems ?? []).map((one) => ({
          ...one,
          offset: message.rp.tpduAt + one.offset,
        })),
      ]);
    case 'push':
      return dump(octets, pushParts(message.push), message.push.problems);
    case 'pap':
      return textDump(octets, [
        ...message.pap.http.problems,
        ...message.pap.problems,
        ...(message.pap.control?.problems ?? []),
      ]);
  }
}

function dump(octets: Uint8Array, parts: readonly Part[], problems: readonly Problem[]): string {
  const lines: string[] = [];
  const open = [...problems].sort((a, b) => a.offset - b.offset);
  for (const part of filled(parts, octets.length)) {
    lines.push(...rowsOf(octets, part));
    while (open[0] !== undefined && open[0].offset < part.to) lines.push(problemLine(open.shift()));
  }
  return [...lines, ...open.map(problemLine)].map((line) => `${line.trimEnd()}\n`).join('');
}

function problemLine(problem: Problem | undefined): string {
  return problem === undefined ? '' : `${' '.repeat(6)}! ${problem.field}: ${problem.what}`;
}

/** The parts in order, with what no part claims between them. */
function filled(parts: readonly Part[], length: number): readonly Part[] {
  const whole: Part[] = [];
  let at = 0;
  for (const part of parts) {
    if (part.from > at) whole.push({ from: at, to: part.from, label: '', data: true });
    whole.push(part);
    at = Math.max(at, part.to);
  }
  if (at < length) whole.push({ from: at, to: length, label: '', data: true });
  return whole;
}

function rowsOf(octets: Uint8Array, { from, to, label, data }: Part): readonly string[] {
  const rows: string[] = [];
  const shown = Math.min(to, from + MAX_ROWS * ROW_OCTETS);
  for (let at = from; at < shown; at += ROW_OCTETS) {
    const row = octets.subarray(at, Math.min(at + ROW_OCTETS, shown));
    const characters = data === true ? `${printable(row).padEnd(ROW_OCTETS)} ` : '';
    rows.push(`${offset(at)}  ${toSpacedHex(row).padEnd(HEX_CHARACTERS)} ${characters}${at === from ? label : ''}`);
  }
  if (shown < to) rows.push(`      … ${to - shown} octets more`);
  return rows;
}

/** Lines of text as text, others in hex; what is longer is cut, its size told. */
function textDump(octets: Uint8Array, problems: readonly Problem[]): string {
  const lines: string[] = [];
  const shown = Math.min(octets.length, MAX_TEXT_OCTETS);
  for (let at = 0; at < shown;) {
    const next = Math.min(octets.indexOf(LF, at) + 1 || shown, shown);
    const line = latin1(octets.subarray(at, next)).replace(/\r?\n$/, '');
    if (/^[\t\x20-\x7e]*$/.test(line)) lines.push(`${offset(at)}  ${line}`);
    else lines.push(...rowsOf(octets, { from: at, to: next, label: '', data: true }));
    at = next;
  }
  if (shown < octets.length) lines.push(`      … ${octets.length - shown} octets more`);
  return [...lines, ...problems.map(problemLine)].map((line) => `${line.trimEnd()}\n`).join('');
}

function offset(at: number): string {
  return at.toString(16).padStart(4, '0');
}

function printable(row: Uint8Array): string {
  return latin1(row).replace(/[^\x20-\x7e]/g, '.');
}

/** Head, addresses and the TPDU; an RPDU without one is short enough to be read. */
function rpParts({ name, tpduOctets, tpduAt, destination, destinationAt, reference }: RpMessage): readonly Part[] {
  const head: Part = { from: 0, to: HEAD_OCTETS, label: `${name}, reference ${reference}` };
  if (tpduOctets.length === 0) return [head];
  return [
    head,
    { from: destinationAt.from, to: destinationAt.to, label: `RP-DA ${destination}` },
    { from: tpduAt, to: tpduAt + tpduOctets.length, label: 'SMS-DELIVER', data: true },
  ];
}

function pduParts(pdu: Pdu, octets: Uint8Array): readonly Part[] {
  const fields = fieldSpans(pdu, octets).flatMap(({ name, from, to, value }) =>
    CARRIERS.has(name)
      ? carrierParts(pdu, octets, { from, to, label: name })
      : [{ from, to, label: `${name} ${said(pdu, name, value)}` }],
  );
  const tlvs = pdu.tlvs.flatMap(({ tag, name, octets: value, offset: from, value: read }) => {
    const start = from + TLV_HEADER_OCTETS;
    const known = name ?? `TLV 0x${tag.toString(16).padStart(4, '0')}`;
    if (!CARRIERS.has(known))
      return [{ from, to: start + value.length, label: `${known} ${said(pdu, known, read)}`.trimEnd() }];
    return [
      { from, to: start, label: `${known}, ${value.length} octets` },
      ...carrierParts(pdu, octets, { from: start, to: start + value.length, label: 'data' }),
    ];
  });
  return [...fields, ...tlvs];
}

/** User data: with a header, its IEs one by one. */
function carrierParts(pdu: Pdu, octets: Uint8Array, { from, to, label }: Part): readonly Part[] {
  if (from === to) return [];
  const data = octets.subarray(from, to);
  if ((Number(pdu.fields['esm_class'] ?? 0) & UDHI) === 0)
    return [{ from, to, label: `${label}, ${data.length} octets`, data: true }];
  const udh = decodeUdh(data);
  const bad = udh.problems.map(({ what }) => `: ${what}`).join('');
  const ies = udh.ies.map((ie) => {
    const alone = { ...udh, ies: [ie] };
    const port = ports(alone);
    const part = concatenation(alone);
    const meaning = [
      ...(port === null ? [] : [`ports ${port.destination}/${port.source}`]),
      ...(part === null ? [] : [`segment ${part.index}/${part.total} reference ${part.reference} (${part.bits} bits)`]),
    ];
    const start = from + ie.offset;
    return {
      from: start,
      to: start + 2 + ie.octets.length,
      label: `IE ${offset(ie.iei).slice(2)} ${meaning.join('')}`.trimEnd(),
    };
  });
  const end = from + udh.sizeOctets;
  return [
    { from, to: from + 1, label: `UDHL ${data[0] ?? 0}${bad}` },
    ...ies,
    ...(end < to ? [{ from: end, to, label: `data, ${to - end} octets`, data: true as const }] : []),
  ];
}

function said(pdu: Pdu, name: string, value: FieldValue): string {
  if (name === 'command_id') return pdu.command;
  if (name === 'command_status') return statusName(pdu.command_status);
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'number') return '';
  if (IN_HEX.has(name)) return hexWord(value);
  return `${value}${value > 9 ? ` (0x${value.toString(16)})` : ''}`;
}

function pushParts(push: PushPdu): readonly Part[] {
  const { tid, type, contentType, charset, headers, bodyOffset, octets } = push;
  const others = headers.map(({ name, value }) => `${name}: ${value}`);
  const labels = [contentType + (charset === null ? '' : `; charset=${charset}`), ...others].join(', ');
  const parts = [
    { from: 0, to: 1, label: `tid ${tid}` },
    { from: 1, to: 2, label: `type ${type}` },
    { from: 2, to: bodyOffset, label: `headers ${labels}` },
    { from: bodyOffset, to: octets.length, label: `body, ${octets.length - bodyOffset} octets`, data: true as const },
  ];
  return parts.filter(({ from, to }) => from < to && to <= octets.length);
}
