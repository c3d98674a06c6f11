import { defineOracle } from '../define.ts';
import { confirmed } from '../confirmed.ts';
import { delivered, mustStayUnseen } from '../delivered.ts';
import type { Finding } from '../../trace/finding.ts';
import { offerOf } from '../offers.ts';

const EXPECTED = 'nothing shown, and the indication of its id gone';

/** An indication with action delete removes the stored one of its id, and is nothing to show itself (WAP-167, 6.2). */
export default defineOracle({
  requirement: 'OTA-027',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) =>
    delivered(view, profile)
      .filter(({ offer }) => offer.kind === 'si' && offer.said['action'] === 'delete')
      .map((one): Finding => {
        const id = one.offer.said['si-id'];
        const finding = mustStayUnseen(one, EXPECTED, `delete ${id ?? 'without id'}`);
        const { seq } = one.completedBy.request;
        const revived = delivered(view, profile).some(
          ({ offer, completedBy }) =>
            offer.said['si-id'] === id && offer.said['action'] !== 'delete' && completedBy.request.seq > seq,
        );
        const yes = confirmed(view).find(
          ({ event, octets }) => event.seq > seq && offerOf(octets).said['si-id'] === id,
        );
        if (id === undefined || revived || yes === undefined) return finding;
        return {
          verdict: 'fail',
          evidence: [...finding.evidence, yes.event],
          expected: EXPECTED,
          actual: 'it was still there to say yes to',
        };
      }),
  accepts: [
    `let O = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6f 00 0a c3 04 20 26 01 01 11 03 69 00 01 03 61 00 01 01
     let D = hex 01 06 01 ae 02 05 6a 00 45 86 11 03 69 00 09 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=O
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=O
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=D
     handset > smsc    deliver_sm_resp sequence_number=2`,
  ],
  inconclusive: [
    `let D = hex 01 06 01 ae 02 05 6a 00 45 86 11 03 69 00 09 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=D
     handset > smsc    deliver_sm_resp sequence_number=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let D = hex 01 06 01 ae 02 05 6a 00 45 86 11 03 69 00 09 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=D
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=D`,
    `# still there
     let O = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6f 00 0a c3 04 20 26 01 01 11 03 69 00 01 03 61 00 01 01
     let D = hex 01 06 01 ae 02 05 6a 00 45 86 11 03 69 00 09 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=O
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=O
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=D
     handset > smsc    deliver_sm_resp sequence_number=2
     user    > handset confirm octets=O`,
  ],
});
