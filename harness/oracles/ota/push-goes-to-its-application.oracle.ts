import { defineOracle } from '../define.ts';
import { delivered, mustAppear, mustStayUnseen, type Delivered } from '../delivered.ts';
import { BROWSER, MMS_CLIENT } from '../offers.ts';
import { contentTypeForm, isCodedOddly, isPlainIndication, unknownHeaders } from '../readings.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'shown by the application that it is for, and by no other';

/** A push goes to the application that it names, by number or URN, and to the browser where it names none (OTA). */
export default defineOracle({
  requirement: 'OTA-022',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile, iut }) => {
    const all = delivered(view, profile);
    // A handset that has an MMS client gives it what is for that; one that has none may give it to another (AMB-45).
    const hasMmsClient = iut === 'chain' || all.some(({ offer, shown }) => offer.kind === 'mms' && shown.length > 0);
    return all.flatMap((one): readonly Finding[] => {
      const { offer } = one;
      if (isForAnother(one)) {
        const finding = mustStayUnseen(one, EXPECTED, `a service indication for ${MMS_CLIENT}`);
        return [finding.verdict === 'fail' && !hasMmsClient ? { ...finding, verdict: 'inconc' } : finding];
      }
      const isIndication =
        isPlainIndication(one) && contentTypeForm(offer) === 'general' && offer.push.charset !== null;
      const isMms = offer.kind === 'mms' && one.isLone && one.mayStayUnseen === null;
      if (!isIndication && !isMms) return [];
      if (unknownHeaders(offer).length > 0 || isCodedOddly(offer)) return [];
      return [mustAppear(one, EXPECTED, `for ${isMms ? MMS_CLIENT : BROWSER}`)];
    });
  },
  accepts: [
    `# named by number, by URN, and not at all
     let S = hex 01 06 06 03 ae 81 ea af 82 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     let U = hex 02 06 1e 03 ae 81 ea af + text "x-wap-application:wml.ua" + hex 00 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     let N = hex 03 06 04 03 ae 81 ea 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S
     smsc    > handset deliver_sm      sequence_number=2 udh=0605040b8423f0 ud=U
     handset > smsc    deliver_sm_resp sequence_number=2
     handset > user    inbox           octets=U
     smsc    > handset deliver_sm      sequence_number=3 udh=0605040b8423f0 ud=N
     handset > smsc    deliver_sm_resp sequence_number=3
     handset > user    inbox           octets=N`,
    `# an indication is nothing for the MMS client
     let S = hex 01 06 03 ae af 84 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
  inconclusive: [
    `let S = hex 03 06 04 03 ae 81 ea 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let S = hex 01 06 03 ae af 84 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
    `# the default
     let S = hex 03 06 04 03 ae 81 ea 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
});

function isForAnother({ offer: { kind, push } }: Delivered): boolean {
  return kind === 'si' && push.applicationId.toLowerCase() === MMS_CLIENT;
}
