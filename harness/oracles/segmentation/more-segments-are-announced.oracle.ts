import { defineOracle } from '../define.ts';
import { dispatches, type Dispatch, type Group } from '../groups.ts';
import { firstSendings, found } from '../sendings.ts';
import type { Finding } from '../../trace/finding.ts';
import { tpduOf } from './tpdus.ts';

const EXPECTED = 'TP-MMS 0 (more messages are waiting) on each segment behind which another one is to come';
const PUSH = `let P = pattern(200)
     ppg     > smsc    submit_sm       sequence_number=7 esm_class=0x02 message_payload=P`;
/** From 10658000, binary, up to the header; TP-MMS in the first octet. */
const tpdu = (first: string, index: number, udl: string, data: string): string =>
  `tpdu=hex ${first} 08 81 01 56 08 00 00 04 62 10 20 30 40 50 23 ${udl} 05 00 03 05 02 0${index} + ${data}`;
const FIRST = 'P[0..134]';
const SECOND = 'P[134..200]';

/** On a radio side a segment says that more are waiting as long as others of its message are (23.040, 9.2.3.2); what the last one says is free (AMB-49). */
export default defineOracle({
  requirement: 'SEG-022',
  party: 'smsc',
  needs: ['smpp', 'rp'],
  scope: 'transaction',
  check: (view) => dispatches(view).flatMap((dispatch) => dispatch.groups.flatMap((group) => judged(dispatch, group))),
  accepts: [
    `${PUSH}
     smsc    > handset rp-data reference=0 ${tpdu('40', 1, '8c', FIRST)}
     handset > smsc    rp-ack  reference=0
     smsc    > handset rp-data reference=1 ${tpdu('44', 2, '48', SECOND)}
     handset > smsc    rp-ack  reference=1`,
    `# another message waits behind the last
     ${PUSH}
     smsc    > handset rp-data reference=0 ${tpdu('40', 1, '8c', FIRST)}
     smsc    > handset rp-data reference=1 ${tpdu('40', 2, '48', SECOND)}`,
    `# the first came again when nothing else was left
     ${PUSH}
     smsc    > handset rp-data  reference=0 ${tpdu('40', 1, '8c', FIRST)}
     handset > smsc    rp-error reference=0 cause=41
     smsc    > handset rp-data  reference=1 ${tpdu('40', 2, '48', SECOND)}
     handset > smsc    rp-ack   reference=1
     smsc    > handset rp-data  reference=2 ${tpdu('44', 1, '8c', FIRST)}`,
  ],
  rejects: [
    `${PUSH}
     smsc    > handset rp-data reference=0 ${tpdu('44', 1, '8c', FIRST)}
     handset > smsc    rp-ack  reference=0
     smsc    > handset rp-data reference=1 ${tpdu('44', 2, '48', SECOND)}`,
  ],
});

function judged({ submission }: Dispatch, group: Group): readonly Finding[] {
  const last = firstSendings(group).at(-1);
  if (last === undefined) return [];
  const before = group.transmissions.filter(({ request }) => request.seq < last.request.seq);
  const told = before.filter((sent) => tpduOf(sent) !== null);
  if (told.length === 0) return [];
  const evidence = [submission.request, ...told.map(({ request }) => request), last.request];
  const silent = told.findIndex((sent) => tpduOf(sent)?.hasMore === false);
  return silent === -1
    ? [found('pass', evidence, EXPECTED, `0 on ${told.length} before the last`)]
    : [found('fail', evidence, EXPECTED, `1 on sending ${silent + 1} of ${told.length + 1}`)];
}
