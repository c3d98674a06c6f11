import { concat } from '../wire/octets.ts';
import type { FieldValue } from '../wire/kinds.ts';
import { concat16Ie, concat8Ie, encodeUdh, portsIe } from '../wire/sm/udh.ts';
import { COMMANDS, commandsByName, type Command } from '../wire/smpp/commands.table.ts';
import { encodePdu } from '../wire/smpp/pdu.ts';
import { statuses } from '../wire/smpp/statuses.table.ts';
import { TLVS, tlvsByName } from '../wire/smpp/tlvs.table.ts';
import { UDHI } from '../wire/smpp/user-data.ts';
import { SERVICE, SUBSCRIBER, type MessageLine, type Reading } from './ladder-line.ts';
import { numberOf, textOf, type Field } from './ladder-words.ts';
import { nearest } from './nearest.ts';
import { evaluate } from './octets-expression.ts';

/** Ports of a push over SMS, destination first (push-ota.md 1); `ports=none` leaves the IE out. */
export const PUSH_PORTS = '2948/9200';

/** What a ladder leaves unsaid of fields that are not 0 by nature. */
const USUAL: Readonly<Record<string, FieldValue>> = { interface_version: 0x34, data_coding: 0x04 };

/** Keys that are no fields of a PDU: header, and how a segment's header is written. */
const OWN_KEYS = ['sequence_number', 'status', 'command_status', 'command_length', 'raw'] as const;
const SEGMENT_KEYS = ['segment', 'reference', 'bits', 'ports', 'udh', 'ud'] as const;
const UNKNOWN_TAG = /^0x[0-9a-fA-F]{4}$/;

/** The octets of the PDU that a line describes. */
export function buildPdu(line: MessageLine, reading: Reading): Uint8Array {
  const { complain } = reading;
  const raw = line.fields.find(({ key }) => key === 'raw');
  if (raw !== undefined) return evaluate(raw.value, reading.names, complain);
  const command = commandsByName.get(line.name);
  if (command === undefined) {
    const near = nearest(line.name, commandsByName.keys());
    return complain(
      `'${line.name}' is no SMPP command`,
      near === null ? `there are ${COMMANDS.map(({ name }) => name).join(', ')}` : `did you mean ${near}?`,
    );
  }
  const said = new Map<string, FieldValue>();
  const tlvs: (readonly [string | number, FieldValue])[] = [];
  let status = 0;
  let sequence: number | null = null;
  for (const { key, value } of line.fields) {
    const again = said.has(key);
    if (again && !tlvsByName.has(key)) complain(`${key} is said twice`, 'only TLVs may be repeated');
    if (key === 'sequence_number') sequence = numberOf(value, key, complain);
    else if (key === 'status' || key === 'command_status') status = statusOf(value, key, reading);
    else if (key === 'command_length') said.set(key, numberOf(value, key, complain));
    else if (isSegmentKey(key)) continue;
    else if (hasField(command, key) && !again) said.set(key, fieldValue(command, key, value, reading));
    else if (tlvsByName.has(key)) tlvs.push([key, tlvValue(key, value, reading)]);
    else if (UNKNOWN_TAG.test(key)) tlvs.push([Number(key), evaluate(value, reading.names, complain)]);
    else unknownKey(command, key, reading);
  }
  if (sequence === null) {
    return complain(`${line.name} without sequence_number`, 'say sequence_number=7, the same in request and response');
  }
  const segment = segmentFields(command, line.fields, reading);
  const fields = { ...usualFields(line, command), ...segment, ...Object.fromEntries(said) };
  const headerOnly = line.flags.has('header_only');
  try {
    return encodePdu({
      command: command.name,
      command_status: status,
      sequence_number: sequence,
      fields,
      tlvs,
      headerOnly,
    });
  } catch (error) {
    if (error instanceof RangeError) return complain(error.message, 'no octets can hold that; write raw=hex …');
    throw error;
  }
}

/** The fields that a line need not say, for one direction of one interface. */
export function usualFields(
  { sender, receiver }: Pick<MessageLine, 'sender' | 'receiver'>,
  command: Command,
): Readonly<Record<string, FieldValue>> {
  const fromHandset = sender === 'handset' || (sender === 'smsc' && receiver === 'ppg');
  const alert = command.name === 'alert_notification';
  const [source, destination] = fromHandset || alert ? [SUBSCRIBER, SERVICE] : [SERVICE, SUBSCRIBER];
  const usual: Readonly<Record<string, FieldValue>> = {
    ...USUAL,
    source_addr_ton: source.ton,
    source_addr_npi: source.npi,
    source_addr: source.addr,
    dest_addr_ton: destination.ton,
    dest_addr_npi: destination.npi,
    destination_addr: destination.addr,
    esme_addr_ton: SERVICE.ton,
    esme_addr_npi: SERVICE.npi,
    esme_addr: SERVICE.addr,
  };
  return Object.fromEntries(
    command.fields.flatMap(([name]) => (usual[name] === undefined ? [] : [[name, usual[name]]])),
  );
}

function hasField(command: Command, key: string): boolean {
  return command.fields.some(([name]) => name === key);
}

function isSegmentKey(key: string): boolean {
  return SEGMENT_KEYS.some((own) => own === key);
}

function statusOf(value: string, key: string, { complain }: Reading): number {
  const named = statuses.find(([, name]) => name === value.toUpperCase())?.[0];
  if (named !== undefined) return named;
  if (!/^ESME_/i.test(value)) return numberOf(value, key, complain);
  const near = nearest(
    value,
    statuses.map(([, name]) => name),
  );
  return complain(
    `'${value}' is no command_status`,
    near === null ? 'write its number: 0xfe' : `did you mean ${near}?`,
  );
}

function fieldValue(command: Command, key: string, value: string, reading: Reading): FieldValue {
  const kind = command.fields.find(([name]) => name === key)?.[1].type;
  if (kind === 'octets' || kind === 'group' || /^hex(\s|$)/.test(value)) {
    return evaluate(value, reading.names, reading.complain);
  }
  return kind === 'uint' ? numberOf(value, key, reading.complain) : textOf(value, reading.complain);
}

function tlvValue(name: string, value: string, { names, complain }: Reading): FieldValue {
  const kind = tlvsByName.get(name)?.kind.type;
  if (kind === 'rest' || /^hex(\s|$)/.test(value)) return evaluate(value, names, complain);
  return kind === 'uint' ? numberOf(value, name, complain) : textOf(value, complain);
}

/** `segment=1/3 reference=7 ud=P[0..128]` as esm_class and short_message (sms.md 3, rule 11: ports first). */
function segmentFields(
  command: Command,
  fields: readonly Field[],
  reading: Reading,
): Readonly<Record<string, FieldValue>> {
  const { names, complain } = reading;
  const said = (key: (typeof SEGMENT_KEYS)[number]): string | undefined =>
    fields.find((field) => field.key === key)?.value;
  if (!fields.some(({ key }) => isSegmentKey(key))) return {};
  if (!hasField(command, 'short_message')) {
    complain(`${command.name} has no short_message for a segment`, 'write message_payload=hex 0b 05 04 … + P[0..128]');
  }
  const data = evaluate(said('ud') ?? 'hex', names, complain);
  const odd = said('udh');
  if (odd !== undefined) {
    return { esm_class: UDHI, short_message: concat(evaluate(odd, names, complain), data) };
  }
  const ies = [...portsIes(said('ports') ?? PUSH_PORTS, reading), ...concatenationIes(said, reading)];
  return ies.length === 0 ? { short_message: data } : { esm_class: UDHI, short_message: concat(encodeUdh(ies), data) };
}

function portsIes(ports: string, { complain }: Reading): readonly ReturnType<typeof portsIe>[] {
  if (ports === 'none') return [];
  const [, destination, source] = /^(\d+)\/(\d+)$/.exec(ports) ?? [];
  if (destination === undefined || source === undefined || Number(destination) > 0xffff || Number(source) > 0xffff) {
    return complain(`ports=${ports}`, 'write destination/source, as in ports=2948/9200, or ports=none');
  }
  return [portsIe(Number(destination), Number(source))];
}

function concatenationIes(
  said: (key: 'segment' | 'reference' | 'bits') => string | undefined,
  { complain }: Reading,
): readonly ReturnType<typeof concat8Ie>[] {
  const segment = said('segment');
  if (segment === undefined) {
    if (said('reference') !== undefined) complain('reference without segment', 'say segment=1/3 too');
    return [];
  }
  const [, index, total] = /^(\d+)\/(\d+)$/.exec(segment) ?? [];
  if (index === undefined || total === undefined || Number(index) > 255 || Number(total) > 255) {
    return complain(`segment=${segment}`, 'write index/total, as in segment=1/3; 255 at most');
  }
  const bits = said('bits') ?? '8';
  if (bits !== '8' && bits !== '16') return complain(`bits=${bits}`, 'a reference has bits=8 or bits=16');
  const reference = numberOf(
    said('reference') ?? complain('segment without reference', 'say reference=7'),
    'reference',
    complain,
  );
  if (reference >= 2 ** Number(bits)) complain(`reference=${reference}`, `it has ${bits} bits; say bits=16 for more`);
  const ie = bits === '8' ? concat8Ie : concat16Ie;
  return [ie(reference, Number(total), Number(index))];
}

function unknownKey(command: Command, key: string, { complain }: Reading): never {
  const known = [
    ...OWN_KEYS,
    ...command.fields.map(([name]) => name),
    ...SEGMENT_KEYS,
    ...TLVS.map(({ name }) => name),
    'connection',
  ];
  const near = nearest(key, known);
  return complain(
    `${command.name} has no field or TLV '${key}'`,
    near === null
      ? `its fields are ${command.fields.map(([name]) => name).join(', ')}; a TLV without name is written 0x1401=hex …`
      : `did you mean ${near}?`,
  );
}
