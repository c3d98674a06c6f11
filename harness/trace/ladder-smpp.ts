import type { FieldValue } from '../wire/kinds.ts';
import { COMMANDS, commandsByName, type Command } from '../wire/smpp/commands.table.ts';
import { encodePdu } from '../wire/smpp/pdu.ts';
import { statuses } from '../wire/smpp/statuses.table.ts';
import { TLVS, tlvsByName } from '../wire/smpp/tlvs.table.ts';
import { SERVICE, SUBSCRIBER, type MessageLine, type Reading } from './ladder-line.ts';
import { isSegmentKey, SEGMENT_KEYS, segmentFields } from './ladder-segment.ts';
import { numberOf, textOf } from './ladder-words.ts';
import { nearest } from './nearest.ts';
import { evaluate } from './octets-expression.ts';

/** What a ladder leaves unsaid of fields that are not 0 by nature. */
const USUAL: Readonly<Record<string, FieldValue>> = { interface_version: 0x34, data_coding: 0x04 };

/** Keys that are no fields of a PDU: header, and how a segment's header is written. */
const OWN_KEYS = ['sequence_number', 'status', 'command_status', 'command_length', 'raw'] as const;
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
  const segment = segmentFields(line, reading);
  if ('short_message' in segment && !hasField(command, 'short_message')) {
    complain(`${command.name} has no short_message for a segment`, 'write message_payload=hex 0b 05 04 … + P[0..128]');
  }
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
