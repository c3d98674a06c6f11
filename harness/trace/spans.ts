import { decode, readUint, type Reader, type Values } from '../wire/decode.ts';
import type { Field, FieldValue } from '../wire/kinds.ts';
import { commandsByName } from '../wire/smpp/commands.table.ts';
import type { Pdu } from '../wire/smpp/pdu.ts';

/** Where a field stands in its PDU: octets `from` up to, without, `to`. */
export type Span = { readonly name: string; readonly from: number; readonly to: number; readonly value: FieldValue };

const HEADER: readonly string[] = ['command_length', 'command_id', 'command_status', 'sequence_number'];
const HEADER_OCTETS = 16;

/** Header and mandatory fields of a PDU, as far as they can be read; rows of groups one by one. */
export function fieldSpans(pdu: Pdu, octets: Uint8Array): readonly Span[] {
  const spans: Span[] = HEADER.map((name, at) => ({
    name,
    from: 4 * at,
    to: 4 * at + 4,
    value: readUint(octets, 4 * at, 4),
  })).filter(({ to }) => to <= octets.length);
  if (octets.length <= HEADER_OCTETS) return spans;
  const end = Math.min(octets.length, Math.max(pdu.command_length, HEADER_OCTETS));
  const reader: Reader = { octets, at: HEADER_OCTETS, end, problems: [] };
  spansOf(commandsByName.get(pdu.command)?.fields ?? [], reader, spans);
  return spans;
}

function spansOf(fields: readonly Field[], reader: Reader, into: Span[]): boolean {
  const values: Values = {};
  for (const [name, kind] of fields) {
    const from = reader.at;
    if (kind.type === 'group') {
      const rows = Number(values[kind.count] ?? 0);
      for (let row = 0; row < rows; row += 1) if (!spansOf(kind.row, reader, into)) return false;
    } else if (kind.type === 'choice') {
      const chosen = kind.of[Number(values[kind.by] ?? 0)];
      if (chosen === undefined || !spansOf(chosen, reader, into)) return false;
    } else {
      if (!decode([[name, kind]], reader, values)) return false;
      into.push({ name, from, to: reader.at, value: values[name] ?? '' });
    }
  }
  return true;
}
