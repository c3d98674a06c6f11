import fc from 'fast-check';
import { exhaustive } from '../core/assert.ts';
import { encode, makeWriter, written } from '../wire/encode.ts';
import type { Field, FieldValue, Kind } from '../wire/kinds.ts';
import type { Command } from '../wire/smpp/commands.table.ts';
import { TLVS, type TlvRow } from '../wire/smpp/tlvs.table.ts';

/** Values by field. */
export type Values = Readonly<Record<string, FieldValue>>;

/** Characters that a C-Octet String may hold. */
export function characters(least: number, most: number): fc.Arbitrary<string> {
  const unit = fc.integer({ min: 1, max: 0x7f }).map((code) => String.fromCharCode(code));
  return fc.string({ unit, minLength: least, maxLength: most });
}

/** Valid values of a kind; undefined for what encoding computes or what has no value of its own. */
export function valueOf(kind: Kind): fc.Arbitrary<FieldValue> {
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

/** Values of a row's fields. */
export function rowOf(fields: readonly Field[]): fc.Arbitrary<Values> {
  const [first, second] = fields;
  if (second?.[1].type === 'choice' && first !== undefined) {
    const branches = Object.entries(second[1].of);
    return fc.oneof(
      ...branches.map(([by, chosen]) => rowOf(chosen).map((values) => ({ [first[0]]: Number(by), ...values }))),
    );
  }
  return fc.record(Object.fromEntries(fields.map(([name, kind]) => [name, valueOf(kind)])));
}

/** The mandatory fields of a command but for those that count others. */
export function fieldsOf({ fields }: Command): fc.Arbitrary<Values> {
  const counts = new Set(
    fields.flatMap(([, kind]) => (kind.type === 'octets' ? [kind.length] : kind.type === 'group' ? [kind.count] : [])),
  );
  return rowOf(fields.filter(([name]) => !counts.has(name)));
}

/** A TLV of a row of the table, with a value of one of its lengths. */
export function tlvOf(row: TlvRow): fc.Arbitrary<readonly [string, FieldValue]> {
  const values =
    row.kind.type === 'rest'
      ? fc.oneof(
          ...row.lengths.map(([minLength, most]) => fc.uint8Array({ minLength, maxLength: Math.min(most, 300) })),
        )
      : valueOf(row.kind);
  return values.map((value) => [row.name, value] as const);
}

/** What makes a PDU of a command, every field and TLV valid. */
export type ValidPdu = {
  readonly command: string;
  readonly sequence_number: number;
  readonly fields: Values;
  readonly tlvs: readonly (readonly [string, FieldValue])[];
};

const MAX_TLVS_OF_ONE = 6;

/** A valid PDU of a command, as its table has it. */
export function validPdu(command: Command): fc.Arbitrary<ValidPdu> {
  return fc.record({
    command: fc.constant(command.name),
    sequence_number: fc.integer({ min: 0, max: 0xffffffff }),
    fields: fieldsOf(command),
    tlvs: command.tlvs ? fc.array(fc.oneof(...TLVS.map(tlvOf)), { maxLength: MAX_TLVS_OF_ONE }) : fc.constant([]),
  });
}
