import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import golden from '../../fixtures/golden/examples.json' with { type: 'json' };
import { decodeRows } from '../wire/decode.ts';
import { encode, makeWriter, written } from '../wire/encode.ts';
import { fromHex } from '../wire/octets.ts';
import { COMMANDS } from '../wire/smpp/commands.table.ts';
import { decodePdu, encodePdu } from '../wire/smpp/pdu.ts';
import { rowOf, validPdu } from './arbitrary.ts';

const RUNS = 100;

for (const command of COMMANDS) {
  test(`what is encoded as ${command.name} is decoded to the same fields and TLVs`, () => {
    let runs = 0;
    fc.assert(
      fc.property(validPdu(command), (valid) => {
        const { sequence_number, fields, tlvs } = valid;
        const octets = encodePdu(valid);
        const pdu = decodePdu(octets);
        assert.deepEqual(pdu.problems, []);
        assert.deepEqual([pdu.command, pdu.command_length], [command.name, octets.length]);
        assert.equal(pdu.sequence_number, sequence_number);
        for (const [name, value] of Object.entries(fields)) assert.deepEqual(pdu.fields[name], value, name);
        assert.deepEqual(
          pdu.tlvs.map(({ name, value }) => [name, value]),
          tlvs,
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
