import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { fieldsOf, tlvOf } from '../fuzz/arbitrary.ts';
import { COMMANDS } from '../wire/smpp/commands.table.ts';
import { encodePdu } from '../wire/smpp/pdu.ts';
import { TLVS } from '../wire/smpp/tlvs.table.ts';
import { comparePackage } from '../world/package-reading.ts';

const SAMPLES = { numRuns: 40, seed: 3 };
/** The package splits a header off where UDHI is set, however malformed it is, and decodes text where it is no octets. */
const UDHI = 0x40;
const OCTETS = 0x04;

/** TLVs that version 0.5.1 keeps as lists, or reads as another size or kind than 5.0 has. */
const READ_OTHERWISE: ReadonlySet<string> = new Set([
  'alert_on_message_delivery',
  'billing_identification',
  'broadcast_area_identifier',
  'broadcast_content_type',
  'broadcast_content_type_info',
  'broadcast_end_time',
  'broadcast_error_status',
  'broadcast_frequency_interval',
  'broadcast_service_group',
  'callback_num',
  'callback_num_atag',
  'callback_num_pres_ind',
  'dest_addr_np_country',
  'dest_addr_np_information',
  'dest_node_id',
  'source_node_id',
  'source_telematics_id',
]);

test('the smpp package reads the fields of every command as our tables do', () => {
  let same = 0;
  for (const command of COMMANDS) {
    for (const values of fc.sample(fieldsOf(command), SAMPLES)) {
      const plain = {
        ...values,
        ...('esm_class' in values ? { esm_class: Number(values['esm_class']) & ~UDHI } : {}),
        ...('data_coding' in values ? { data_coding: OCTETS } : {}),
      };
      const comparison = comparePackage(encodePdu({ command: command.name, sequence_number: 7, fields: plain }));
      assert.deepEqual(comparison.differences, []);
      same += comparison.same;
    }
  }
  expect(same).toBeGreaterThan(SAMPLES.numRuns * COMMANDS.length * 5);
});

test('the smpp package reads every TLV as our table does, but for those that it reads otherwise', () => {
  const otherwise = TLVS.filter((row) =>
    fc.sample(tlvOf(row), SAMPLES).some((value) => {
      const pdu = { command: 'data_sm', sequence_number: 7, fields: { data_coding: OCTETS }, tlvs: [value] };
      return comparePackage(encodePdu(pdu)).differences.length > 0;
    }),
  );
  expect(otherwise.map(({ name }) => name).sort()).toEqual([...READ_OTHERWISE].sort());
});
