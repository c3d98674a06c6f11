import { defineOracle } from '../define.ts';
import { delivered, mustAppear, mustStayUnseen, type Delivered } from '../delivered.ts';
import { idOf } from '../indications.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'the indication created later shown, and an older one of the same id not shown after it';

/** Of two indications of one id the one created later is kept: an older one that comes after it is dropped (WAP-167, 6.2). */
export default defineOracle({
  requirement: 'OTA-026',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile, iut }) => {
    const all = delivered(view, profile);
    return all.flatMap((one, at): readonly Finding[] => {
      if (!isDated(one)) return [];
      const namesakes = all
        .slice(0, at)
        .filter((other) => other.to === one.to && idOf(other.offer) === idOf(one.offer));
      // What was deleted is forgotten.
      const before = namesakes.slice(namesakes.findLastIndex(isDeletion) + 1).filter(isDated);
      const latest = before
        .map(({ offer }) => offer.said['created'] ?? '')
        .sort()
        .at(-1);
      const created = one.offer.said['created'] ?? '';
      if (latest === undefined || latest === created) return [];
      if (created < latest) {
        const hasShown = before.some(({ offer, shown }) => offer.said['created'] === latest && shown.length > 0);
        return hasShown ? [mustStayUnseen(one, EXPECTED, `created ${created}, after ${latest}`)] : [];
      }
      const finding = mustAppear(one, EXPECTED, `created ${created}, after ${latest}`);
      // Another handset may take its place without a word.
      return [finding.verdict === 'fail' && iut !== 'chain' ? { ...finding, verdict: 'inconc' } : finding];
    });
  },
  accepts: [
    `let O = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6f 00 0a c3 04 20 26 01 01 11 03 69 00 01 03 61 00 01 01
     let N = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6e 00 0a c3 04 20 26 01 02 11 03 69 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=O
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=O
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=N
     handset > smsc    deliver_sm_resp sequence_number=2
     handset > user    inbox           octets=N`,
    `let O = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6f 00 0a c3 04 20 26 01 01 11 03 69 00 01 03 61 00 01 01
     let N = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6e 00 0a c3 04 20 26 01 02 11 03 69 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=N
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=N
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=O
     handset > smsc    deliver_sm_resp sequence_number=2`,
    `# the newer one was deleted meanwhile
     let O = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6f 00 0a c3 04 20 26 01 01 11 03 69 00 01 03 61 00 01 01
     let N = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6e 00 0a c3 04 20 26 01 02 11 03 69 00 01 03 61 00 01 01
     let M = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6d 00 0a c3 04 20 26 01 03 11 03 69 00 01 03 61 00 01 01
     let D = hex 01 06 01 ae 02 05 6a 00 45 86 11 03 69 00 09 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=N
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=N
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=D
     handset > smsc    deliver_sm_resp sequence_number=2
     smsc    > handset deliver_sm      sequence_number=3 udh=0605040b8423f0 ud=O
     handset > smsc    deliver_sm_resp sequence_number=3
     handset > user    inbox           octets=O
     smsc    > handset deliver_sm      sequence_number=4 udh=0605040b8423f0 ud=M
     handset > smsc    deliver_sm_resp sequence_number=4
     handset > user    inbox           octets=M`,
  ],
  inconclusive: [
    `let O = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6f 00 0a c3 04 20 26 01 01 11 03 69 00 01 03 61 00 01 01
     let N = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6e 00 0a c3 04 20 26 01 02 11 03 69 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=N
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=N
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=O
     handset > smsc    deliver_sm_resp sequence_number=2
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let O = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6f 00 0a c3 04 20 26 01 01 11 03 69 00 01 03 61 00 01 01
     let N = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 6e 00 0a c3 04 20 26 01 02 11 03 69 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=N
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=N
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=O
     handset > smsc    deliver_sm_resp sequence_number=2
     handset > user    inbox           octets=O`,
  ],
});

function isDeletion({ offer: { said } }: Delivered): boolean {
  return said['action'] === 'delete';
}

/** With a time of creation, and nothing else that would keep it from being shown. */
function isDated({ offer, isLone }: Delivered): boolean {
  return isLone && offer.kind === 'si' && offer.mayStayUnseen === null && offer.said['created'] !== undefined;
}
