import { concat } from '../wire/octets.ts';
import type { FieldValue } from '../wire/kinds.ts';
import { concat16Ie, concat8Ie, encodeUdh, portsIe } from '../wire/sm/udh.ts';
import { UDHI } from '../wire/smpp/user-data.ts';
import type { MessageLine, Reading } from './ladder-line.ts';
import { numberOf } from './ladder-words.ts';
import { evaluate } from './octets-expression.ts';

/** Ports of a push over SMS, destination first (push-ota.md 1); `ports=none` leaves the IE out. */
export const PUSH_PORTS = '2948/9200';

/** How a segment's header is written; no fields of a PDU. */
export const SEGMENT_KEYS = ['segment', 'reference', 'bits', 'ports', 'udh', 'ud'] as const;

/** Whether a key says something of a segment. */
export function isSegmentKey(key: string): boolean {
  return SEGMENT_KEYS.some((own) => own === key);
}

/** `segment=1/3 reference=7 ud=P[0..128]` as esm_class and short_message (sms.md 3, rule 11: ports first). */
export function segmentFields(
  { fields }: Pick<MessageLine, 'fields'>,
  reading: Reading,
): Readonly<Record<string, FieldValue>> {
  const { names, complain } = reading;
  const said = (key: (typeof SEGMENT_KEYS)[number]): string | undefined =>
    fields.find((field) => field.key === key)?.value;
  if (!fields.some(({ key }) => isSegmentKey(key))) return {};
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
