import { defineOracle } from '../define.ts';
import { delivered, mustStayUnseen } from '../delivered.ts';
import { applications } from '../../wire/wsp/applications.table.ts';

const EXPECTED = 'nothing shown of a push for an application that nobody has';

/** What is for an application that the handset has not is not shown (OTA 6); giving it to a default application is met, too (AMB-45). */
export default defineOracle({
  requirement: 'OTA-023',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile, iut }) =>
    delivered(view, profile)
      .filter(({ offer }) => offer.kind === 'si' && isNobodys(offer.push.applicationId))
      .map((one) => {
        const finding = mustStayUnseen(one, EXPECTED, `for ${one.offer.push.applicationId}`);
        if (finding.verdict !== 'fail' || iut === 'chain') return finding;
        return { ...finding, verdict: 'inconc', actual: `${finding.actual}: given to a default application (AMB-45)?` };
      }),
  accepts: [
    `let S = hex 01 06 05 ae af 02 7f ff 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
  inconclusive: [
    `let S = hex 01 06 05 ae af 02 7f ff 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let S = hex 01 06 05 ae af 02 7f ff 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
  ],
});

/** An id without registration: a number that nobody was given, or a URN that does not end as a registered one. */
function isNobodys(applicationId: string): boolean {
  const end = applicationId.toLowerCase().split(':').at(-1) ?? '';
  return !applications.some(([, urn]) => urn.endsWith(`:${end}`));
}
