import { toHex } from '../wire/octets.ts';
import { COMMANDS } from '../wire/smpp/commands.table.ts';
import { smppFramer } from '../wire/smpp/framer.ts';
import { decodePdu, MAX_TLVS } from '../wire/smpp/pdu.ts';
import { defineFuzzer } from './define.ts';
import { hostile, type Hostile } from './hostile.ts';

const MAX_PDU_OCTETS = 70_000;

/** Whatever comes is read without an exception and within bounds, whole and cut in two at any place alike. */
export default defineFuzzer<Hostile>({
  kind: 'law',
  title: 'Hostile octets are read without an exception, within bounds, and alike however they are cut',
  requirements: ['SEC-016', 'SMPP-HDR-004'],
  runs: 20_000,
  classes: ['chance', ...COMMANDS.map(({ name }) => name)],
  inputs: hostile,
  holds: ({ from, octets }) => ({ classes: [from], broken: broken(octets) }),
  show: ({ from, octets }) => `${from} ${toHex(octets)}`,
});

function broken(octets: Uint8Array): string | null {
  const pdu = decodePdu(octets);
  if (pdu.tlvs.length > MAX_TLVS) return `${pdu.tlvs.length} TLVs`;
  const outside = pdu.problems.find(({ offset }) => offset < 0 || offset > octets.length);
  if (outside !== undefined) return `a problem at ${outside.offset} of ${octets.length} octets`;
  const at = octets.length >> 1;
  const whole = framed([octets]);
  const cut = framed([octets.subarray(0, at), octets.subarray(at)]);
  return whole === cut ? null : `whole ${whole}, cut ${cut}`;
}

/** What framing makes of octets, as text. */
function framed(chunks: readonly Uint8Array[]): string {
  const framer = smppFramer(MAX_PDU_OCTETS);
  const frames = chunks.flatMap((chunk) => framer.push(chunk));
  return `${frames.map(({ octets, problem }) => `${toHex(octets)} ${problem ?? ''}`).join(',')} ${framer.pendingOctets()}`;
}
