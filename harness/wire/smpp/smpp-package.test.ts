import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import smpp from 'smpp';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { decodeRows } from '../decode.ts';
import { concat, fromHex, latin1, toHex } from '../octets.ts';
import type { Field, FieldValue } from '../kinds.ts';
import { COMMANDS, commandsByName } from './commands.table.ts';
import { decodePdu, type Pdu, type Tlv } from './pdu.ts';
import { statuses } from './statuses.table.ts';
import { TLVS } from './tlvs.table.ts';

type Opinion = InstanceType<typeof smpp.PDU>;

/** Names that the package has from SMPP 5.0. */
const packageNames: Readonly<Record<string, string>> = {
  destination_port: 'dest_port',
  dest_addresses: 'dest_address',
  unsuccess_smes: 'unsuccess_sme',
};

/** What the package does not show: it keeps only what they count. */
const counts: ReadonlySet<string> = new Set(['sm_length', 'number_of_dests', 'no_unsuccess']);

function octetsOf(value: unknown): Uint8Array {
  assert.ok(value instanceof Uint8Array);
  return Uint8Array.from(value);
}

/** Ours in the package's terms: it splits the UDH off and decodes text by the low nibble of data_coding. */
function assertSameMessage(ours: Uint8Array, theirs: unknown, dataCoding: FieldValue | undefined): void {
  if (theirs instanceof Uint8Array) {
    assert.equal(toHex(octetsOf(theirs)), toHex(ours));
    return;
  }
  assert.ok(typeof theirs === 'object' && theirs !== null && 'message' in theirs);
  const ies = 'udh' in theirs && Array.isArray(theirs.udh) ? concat(...theirs.udh.map(octetsOf)) : null;
  const header = ies === null ? new Uint8Array() : concat(Uint8Array.of(ies.length), ies);
  assert.equal(toHex(header), toHex(ours.subarray(0, header.length)));
  const text = ours.subarray(header.length);
  if (typeof theirs.message !== 'string') assert.equal(toHex(octetsOf(theirs.message)), toHex(text));
  else if (dataCoding === 0x08) assert.equal(theirs.message, new TextDecoder('utf-16be').decode(text));
  // GSM 7-bit text is ASCII but for a few characters that these vectors do not have.
  else assert.equal(theirs.message, latin1(text));
}

function assertSameField(pdu: Pdu, [name, kind]: Field, opinion: Opinion): void {
  const ours = pdu.fields[name];
  const theirs = opinion[packageNames[name] ?? name];
  if (kind.type === 'group') {
    assert.deepEqual(theirs, decodeRows(kind.row, octetsOf(ours)).map(withoutFlag), name);
  } else if (kind.type === 'octets') {
    assertSameMessage(octetsOf(ours), theirs, pdu.fields['data_coding']);
  } else if (theirs instanceof Date) {
    // The package makes Dates of times, relative ones by the clock.
    assert.equal(kind.type, 'time');
  } else if (!counts.has(name)) assert.equal(theirs, ours, name);
}

/** The package tells destinations apart by their names. */
function withoutFlag(row: Readonly<Record<string, FieldValue>>): unknown {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'dest_flag'));
}

function assertSameTlv(tlv: Tlv, pdu: Pdu, opinion: Opinion): void {
  const name = tlv.name ?? String(tlv.tag);
  const theirs = opinion[packageNames[name] ?? name];
  if (tlv.name === 'message_payload') assertSameMessage(tlv.octets, theirs, pdu.fields['data_coding']);
  else if (tlv.value instanceof Uint8Array) assert.equal(toHex(octetsOf(theirs)), toHex(tlv.value), name);
  else assert.equal(theirs, tlv.value, name);
}

test('the smpp package reads each golden PDU to the same fields and TLVs', () => {
  const chains = Object.values(golden.chains).flatMap((chain) => [
    ...('submit' in chain && typeof chain.submit === 'string' ? [chain.submit] : []),
    ...('deliverSm' in chain ? chain.deliverSm : []),
  ]);
  const accepted = [
    golden.malformedSmpp['unknown TLV 0x1500 before message_payload'],
    golden.malformedSmpp['reserved TLV tag 0x0100 before message_payload'],
  ];
  let fields = 0;
  let tlvs = 0;
  for (const hex of [...Object.values(golden.smppPdus), ...chains, ...accepted]) {
    const pdu = decodePdu(fromHex(hex));
    const opinion = new smpp.PDU(Buffer.from(hex, 'hex'));
    assert.deepEqual(
      [opinion.command, opinion.command_length, opinion.command_id, opinion.command_status, opinion.sequence_number],
      [pdu.command, pdu.command_length, pdu.command_id, pdu.command_status, pdu.sequence_number],
    );
    for (const field of commandsByName.get(pdu.command)?.fields ?? []) {
      if (!(field[0] in pdu.fields)) continue;
      assertSameField(pdu, field, opinion);
      fields += 1;
    }
    for (const tlv of pdu.tlvs) {
      assertSameTlv(tlv, pdu, opinion);
      tlvs += 1;
    }
  }
  expect([fields, tlvs]).toEqual([859, 71]);
});

test('the smpp package knows the same commands, TLV tags and statuses', () => {
  assert.deepEqual(
    COMMANDS.map(({ name, id }) => [name, id]).sort(),
    Object.entries(smpp.commands)
      .map(([name, { id }]) => [name, id])
      .sort(),
  );
  const renamed = { destination_port: 'dest_port' } as const;
  assert.deepEqual(
    TLVS.map(({ tag, name }) => [name in renamed ? renamed.destination_port : name, tag]).sort(),
    Object.entries(smpp.tlvs)
      .filter(([name]) => name !== 'failed_broadcast_area_identifier' && name !== 'alert_on_msg_delivery')
      .map(([name, { id }]) => [name, id])
      .sort(),
  );
  expect(statuses.map(([code, name]) => [name, code])).toEqual(Object.entries(smpp.errors));
});
