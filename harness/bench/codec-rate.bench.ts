import { Buffer } from 'node:buffer';
import smpp from 'smpp';
import { decodePdu, encodePdu } from '../wire/smpp/pdu.ts';
import { defineBench, quantile } from './define.ts';

const PUSH_OCTETS = 1_000;
/** PDUs in a round, and rounds, taking turns. */
const ROUND = 2_000;
const ROUNDS = 15;

/** Our tables against the smpp package's, on the PDU that every push is submitted in. */
export default defineBench({
  title: 'Reading a submission',
  measure: ({ nowMs }) => {
    const octets = encodePdu({
      command: 'data_sm',
      sequence_number: 7,
      fields: { source_addr: '10658000', destination_addr: '15550100001', esm_class: 0x02, data_coding: 4 },
      tlvs: [['message_payload', new Uint8Array(PUSH_OCTETS)]],
    });
    const buffer = Buffer.from(octets);
    const perMs = { ours: [] as number[], theirs: [] as number[] };
    const round = (read: () => unknown): number => {
      const beganMs = nowMs();
      for (let at = 0; at < ROUND; at += 1) read();
      return ROUND / (nowMs() - beganMs);
    };
    for (let at = 0; at < ROUNDS; at += 1) {
      perMs.ours.push(round(() => decodePdu(octets)));
      perMs.theirs.push(round(() => new smpp.PDU(buffer)));
    }
    return Promise.resolve([
      {
        name: 'PDUs read',
        value: 1_000 * quantile(perMs.ours, 0.5),
        unit: '/s',
        baseline: 1_000 * quantile(perMs.theirs, 0.5),
        against: 'by the smpp package',
      },
    ]);
  },
});
