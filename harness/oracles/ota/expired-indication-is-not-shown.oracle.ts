import { defineOracle } from '../define.ts';
import { delivered, mustStayUnseen } from '../delivered.ts';
import { utcUs } from '../utc.ts';

const HOUR_US = 3_600_000_000;
const EXPECTED = 'nothing shown of an indication that expired an hour ago or earlier';

/** A service indication whose time is over is not shown (WAP-167, 6.2; AMB-46: by the clock of the handset). */
export default defineOracle({
  requirement: 'OTA-025',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) =>
    delivered(view, profile)
      .filter(({ offer }) => offer.kind === 'si' && offer.said['action'] !== 'delete')
      .filter(({ offer, completedBy }) => {
        const expiresUs = utcUs(offer.said['si-expires'] ?? '');
        const nowUs = (utcUs(view.header.epochUtc) ?? 0) + completedBy.request.atUs;
        return expiresUs !== null && expiresUs + HOUR_US + profile.timers.clockSkewMs * 1_000 <= nowUs;
      })
      .map((one) => mustStayUnseen(one, EXPECTED, `si-expires ${one.offer.said['si-expires'] ?? ''}`)),
  accepts: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 10 c3 04 20 25 01 01 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     -- epoch 2026-01-02T03:04:05Z --`,
  ],
  inconclusive: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 10 c3 04 20 25 01 01 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     -- epoch 2026-01-02T03:04:05Z --
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 78 00 10 c3 04 20 25 01 01 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S
     -- epoch 2026-01-02T03:04:05Z --`,
  ],
});
