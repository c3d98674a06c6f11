import { defineOracle } from '../define.ts';
import { arrivals, PUSH_PORT, setsOf } from '../arrivals.ts';
import { acknowledged } from '../groups.ts';
import { offerOf } from '../offers.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'each short message of an invalid push acknowledged';

/** The short messages of an invalid push are acknowledged: what is wrong with it is no matter of theirs (push-ota.md 2, 5.8). */
export default defineOracle({
  requirement: 'OTA-034',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile, iut }) => {
    // Of another party's tests our own handset refuses only what a case has it refuse.
    if (iut !== 'chain' && iut !== 'handset') return [];
    const all = arrivals(view).filter(({ isSound, port }) => isSound && port === PUSH_PORT);
    const lone = all.filter(({ concatenation, data }) => concatenation === null && isInvalid(data));
    const sets = setsOf(all, profile).flatMap(({ octets, arrivals: own }) =>
      octets !== null && isInvalid(octets) ? own : [],
    );
    return [...lone, ...sets].map((one): Finding => {
      const { request, answer } = one;
      const evidence = answer === null ? [request] : [request, answer];
      if (answer === null)
        return { verdict: 'inconc', evidence, expected: EXPECTED, actual: 'not answered (RSM-014 judges that)' };
      return acknowledged(one)
        ? { verdict: 'pass', evidence, expected: EXPECTED, actual: 'acknowledged' }
        : { verdict: 'fail', evidence, expected: EXPECTED, actual: 'refused' };
    });
  },
  accepts: [
    `let X = hex 01 06 01 ae 02 05 6a 00 45 c6 0d 03 65 78 61
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=X
     handset > smsc    deliver_sm_resp sequence_number=1`,
  ],
  inconclusive: [
    `let X = hex 01 06 01 ae 02 05 6a 00 45 c6 0d 03 65 78 61
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=X
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `let X = hex 01 06 01 ae 02 05 6a 00 45 c6 0d 03 65 78 61
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=X
     handset > smsc    deliver_sm_resp sequence_number=1 status=0x65`,
  ],
});

function isInvalid(octets: Uint8Array): boolean {
  return offerOf(octets).kind === 'unreadable';
}
