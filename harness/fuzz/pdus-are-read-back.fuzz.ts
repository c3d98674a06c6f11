import fc from 'fast-check';
import { equal, toHex } from '../wire/octets.ts';
import { COMMANDS } from '../wire/smpp/commands.table.ts';
import { decodePdu, encodePdu } from '../wire/smpp/pdu.ts';
import { validPdu, type ValidPdu } from './arbitrary.ts';
import { defineFuzzer } from './define.ts';

/** A decoded PDU, encoded again, gives the same octets; whatever the tables call valid is read without a problem. */
export default defineFuzzer<ValidPdu>({
  kind: 'law',
  title: 'Every valid PDU is read as it was written',
  requirements: ['SMPP-HDR-001'],
  runs: 20_000,
  classes: COMMANDS.map(({ name }) => name),
  inputs: fc.oneof(...COMMANDS.map(validPdu)),
  holds: (valid) => ({ classes: [valid.command], broken: broken(valid) }),
  show: (valid) => `${valid.command} ${toHex(encodePdu(valid))}`,
});

function broken(valid: ValidPdu): string | null {
  const octets = encodePdu(valid);
  const pdu = decodePdu(octets);
  const [problem] = pdu.problems;
  if (problem !== undefined) return `read with a problem in ${problem.field}: ${problem.what}`;
  const again = encodePdu({
    command: pdu.command,
    sequence_number: pdu.sequence_number,
    fields: pdu.fields,
    tlvs: pdu.tlvs.map(({ name, value }) => [name ?? '', value] as const),
  });
  return equal(octets, again) ? null : `written again as ${toHex(again)}`;
}
