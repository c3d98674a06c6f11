import { defineOracle } from '../define.ts';
import { dispatches } from '../groups.ts';
import { eventsOf, found, sendingsOf } from '../sendings.ts';
import { alphabetOf } from '../../wire/sm/data-coding.ts';
import { uint } from '../../wire/smpp/pdu.ts';

const PUSH = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 data_coding=0xf5 message_payload=P`;

/** Each segment says the alphabet that the submission said; class and coding group are free (AMB-48). */
export default defineOracle({
  requirement: 'SEG-024',
  party: 'smsc',
  needs: ['smpp', 'sm'],
  scope: 'transaction',
  check: (view) =>
    dispatches(view)
      // What data_coding 0 means is the SMSC's to know: it may say the same in another way.
      .filter(({ submission }) => submission.alphabet !== 'gsm7')
      .flatMap((dispatch) => {
        const sent = sendingsOf(dispatch);
        if (sent.length === 0) return [];
        const { request, alphabet } = dispatch.submission;
        const expected = `a data_coding of ${alphabet === 'ucs2' ? 'UCS2' : '8-bit data'} on every segment`;
        const codings = new Set(sent.map((one) => uint(one.request.message.pdu, 'data_coding')));
        const other = [...codings].filter((coding) => alphabetOf(coding) !== alphabet);
        const evidence = [request, ...eventsOf(sent)];
        const said = (list: readonly number[]): string => list.map((coding) => `0x${coding.toString(16)}`).join(', ');
        return other.length === 0
          ? [found('pass', evidence, expected, said([...codings]))]
          : [found('fail', evidence, expected, said(other))];
      }),
  accepts: [
    `# another class of the same (AMB-48)
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=4 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=4 segment=2/2 reference=5 ud=P[128..200]`,
    `let P = pattern(60)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 data_coding=8 message_payload=P
     smsc    > handset deliver_sm      sequence_number=1 data_coding=0x18 short_message=P`,
  ],
  rejects: [
    `${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=0 segment=1/2 reference=5 ud=P[0..128]`,
    `# on the last one only
     ${PUSH}
     smsc    > handset deliver_sm      sequence_number=1 data_coding=0xf5 segment=1/2 reference=5 ud=P[0..128]
     smsc    > handset deliver_sm      sequence_number=2 data_coding=8 segment=2/2 reference=5 ud=P[128..200]`,
  ],
});
