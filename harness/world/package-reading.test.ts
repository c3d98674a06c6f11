import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../fixtures/golden/examples.json' with { type: 'json' };
import { fromHex } from '../wire/octets.ts';
import { encodePdu } from '../wire/smpp/pdu.ts';
import { comparePackage, PACKAGE_CANNOT } from './package-reading.ts';

test('the smpp package reads each golden PDU to the same fields and TLVs', () => {
  const chains = Object.values(golden.chains).flatMap((chain) => [
    ...('submit' in chain && typeof chain.submit === 'string' ? [chain.submit] : []),
    ...('deliverSm' in chain ? chain.deliverSm : []),
  ]);
  const accepted = [
    golden.malformedSmpp['unknown TLV 0x1500 before message_payload'],
    golden.malformedSmpp['reserved TLV tag 0x0100 before message_payload'],
  ];
  let same = 0;
  const silent = new Set<string>();
  for (const hex of [...Object.values(golden.smppPdus), ...chains, ...accepted]) {
    const comparison = comparePackage(fromHex(hex));
    assert.deepEqual(comparison.differences, [], hex);
    same += comparison.same;
    for (const what of comparison.silent) silent.add(what);
  }
  assert.deepEqual(silent, new Set([PACKAGE_CANNOT.counts, PACKAGE_CANNOT.times]));
  expect(same).toBe(1_313);
});

test('a difference is told by field, and what the package cannot do by its reason', () => {
  const twice = encodePdu({
    command: 'data_sm',
    sequence_number: 5,
    tlvs: [
      ['source_port', 1],
      ['source_port', 2],
    ],
  });
  assert.deepEqual(comparePackage(twice).silent, [PACKAGE_CANNOT.repeated]);
  const long = encodePdu({
    command: 'data_sm',
    sequence_number: 6,
    fields: { data_coding: 4 },
    tlvs: [['message_payload', new Uint8Array(20_000)]],
  });
  assert.deepEqual(comparePackage(long), { same: 16, differences: [], silent: [PACKAGE_CANNOT.long] });
  const at = encodePdu({ command: 'deliver_sm', sequence_number: 7, fields: { short_message: Uint8Array.of(0x00) } });
  assert.ok(comparePackage(at).silent.includes(PACKAGE_CANNOT.text));
  const portOfThreeOctets = `0000 0022  00000103 00000000 00000008  00  00 00 00  00 00 00  00 00 00  020a 0003 0b8400`;
  expect(comparePackage(fromHex(portOfThreeOctets)).differences).toEqual(['data_sm #8: source_port is read otherwise']);
});
