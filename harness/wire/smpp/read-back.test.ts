import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { exhaustive } from '../../core/assert.ts';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { decodeRows } from '../decode.ts';
import { encode, makeWriter, written } from '../encode.ts';
import { fromHex } from '../octets.ts';
import type { Field, FieldValue, Kind } from '../kinds.ts';
import { COMMANDS, type Command } from './commands.table.ts';
import { decodePdu, encodePdu } from './pdu.ts';
import { TLVS, type TlvRow } from './tlvs.table.ts';

const RUNS = 100;

type Values = Readonly<Record<string, FieldValue>>;

function characters(least: number, most: number): fc.Arbitrary<string> {
  const unit = fc.integer({ min: 1, max: 0x7f }).map((code) => String.fromCharCode(code));
  return fc.string({ unit, minLength: least, maxLength: most });
}

/** Valid values of a kind; undefined for what encoding computes or what has no value of its own. */
function valueOf(kind: Kind): fc.Arbitrary<FieldValue> {
  switch (kind.type) {
    case 'uint':
      return fc.integer({ min: 0, max: 256 ** kind.octets - 1 });
    case 'cOctets':
      return characters(0, kind.maxOctets - 1);
    case 'time':
      return fc.oneof(fc.constant(''), characters(16, 16));
    case 'octets':
      return fc.uint8Array({ maxLength: 255 });
    case 'rest':
      return fc.uint8Array({ maxLength: 300 });
    case 'group':
      return fc.array(rowOf(kind.row), { maxLength: 5 }).map((rows) => {
        const writer = makeWriter();
        for (const row of rows) encode(kind.row, row, writer);
        return written(writer);
      });
    case 'choice':
      throw new RangeError('a choice has no value of its own');
    default:
      return exhaustive(kind);
  }
}

function rowOf(fields: readonly Field[]): fc.Arbitrary<Values> {
  const [first, second] = fields;
  if (second?.[1].type === 'choice' && first !== undefined) {
    const branches = Object.entries(second[1].of);
    return fc.oneof(
      ...branches.map(([by, chosen]) => rowOf(chosen).map((values) => ({ [first[0]]: Number(by), ...values }))),
    );
  }
  return fc.record(Object.fromEntries(fields.map(([name, kind]) => [name, valueOf(kind)])));
}

/** The fields of a command but for those that count others. */
function fieldsOf({ fields }: Command): fc.Arbitrary<Values> {
  const counts = new Set(
    fields.flatMap(([, kind]) => (kind.type === 'octets' ? [kind.length] : kind.type === 'group' ? [kind.count] : [])),
  );
  return rowOf(fields.filter(([name]) => !counts.has(name)));
}

function tlvOf(row: TlvRow): fc.Arbitrary<readonly [string, FieldValue]> {
  const values =
    row.kind.type === 'rest'
      ? fc.oneof(
          ...row.lengths.map(([minLength, most]) => fc.uint8Array({ minLength, maxLength: Math.min(most, 300) })),
        )
      : valueOf(row.kind);
  return values.map((value) => [row.name, value] as const);
}

for (const command of COMMANDS) {
  test(`what is encoded as ${command.name} is decoded to the same fields and TLVs`, () => {
    const tlvs = command.tlvs ? fc.array(fc.oneof(...TLVS.map(tlvOf)), { maxLength: 6 }) : fc.constant([]);
    const sequence = fc.integer({ min: 0, max: 0xffffffff });
    let runs = 0;
    fc.assert(
      fc.property(fieldsOf(command), tlvs, sequence, (fields, withTlvs, sequence_number) => {
        const octets = encodePdu({ command: command.name, sequence_number, fields, tlvs: withTlvs });
        const pdu = decodePdu(octets);
        assert.deepEqual(pdu.problems, []);
        assert.deepEqual([pdu.command, pdu.command_length], [command.name, octets.length]);
        assert.equal(pdu.sequence_number, sequence_number);
        for (const [name, value] of Object.entries(fields)) assert.deepEqual(pdu.fields[name], value, name);
        assert.deepEqual(
          pdu.tlvs.map(({ name, value }) => [name, value]),
          withTlvs,
        );
        runs += 1;
      }),
      { numRuns: RUNS, seed: command.id },
    );
    expect(runs).toBe(RUNS);
  });
}

test('the rows of a group are read back as they were written', () => {
  const groups = COMMANDS.flatMap(({ fields }) =>
    fields.flatMap(([name, kind]) => (kind.type === 'group' ? [[name, kind.row] as const] : [])),
  );
  for (const [name, row] of groups) {
    fc.assert(
      fc.property(fc.array(rowOf(row), { maxLength: 5 }), (rows) => {
        const writer = makeWriter();
        for (const values of rows) encode(row, values, writer);
        const read = decodeRows(row, written(writer)).map((values) => ({ ...values }));
        assert.deepEqual(
          read,
          rows.map((values) => ({ ...values })),
          name,
        );
      }),
      { numRuns: RUNS, seed: 1 },
    );
  }
  expect(groups.map(([name]) => name)).toEqual(['dest_addresses', 'unsuccess_smes']);
});

test('no octets whatever make decoding throw or read beyond them', () => {
  const pdus = [...Object.values(golden.smppPdus), golden.chains.E01.submit, golden.chains.E10.submit].map(fromHex);
  const patches = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.integer({ min: 0, max: 255 })), { maxLength: 6 });
  let runs = 0;
  fc.assert(
    fc.property(fc.constantFrom(...pdus), patches, fc.nat({ max: 300 }), (pdu, changes, length) => {
      const octets = pdu.slice(0, length);
      for (const [at, octet] of changes) if (at < octets.length) octets[at] = octet;
      const { tlvs, problems } = decodePdu(octets);
      for (const { offset, octets: value } of tlvs) assert.ok(offset + 4 + value.length <= octets.length);
      for (const { offset } of problems) assert.ok(offset >= 0 && offset <= Math.max(16, octets.length));
      runs += 1;
    }),
    { numRuns: 2_000, seed: 1 },
  );
  expect(runs).toBe(2_000);
});
