import { defineOracle } from '../define.ts';
import { confirmed } from '../confirmed.ts';
import { delivered, mustAppear } from '../delivered.ts';
import { fetches } from '../fetches.ts';
import { equal } from '../../wire/octets.ts';
import { isCodedOddly, isPlainIndication, unknownHeaders } from '../readings.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'a service indication shown, and its URL requested where its user says yes, in whatever coding';

/** A service indication is read in every coding that WBXML allows: string table, entities, literals, code page 0 (WAP-192, 5.8). */
export default defineOracle({
  requirement: 'OTA-024',
  party: 'handset',
  needs: ['sm', 'push'],
  scope: 'transaction',
  check: (view, { profile }) =>
    delivered(view, profile)
      .filter(isPlainIndication)
      .filter(({ offer }) => isCodedOddly(offer) && unknownHeaders(offer).length === 0)
      .flatMap((one): readonly Finding[] => {
        const shown = mustAppear(one, EXPECTED, JSON.stringify(one.offer.said));
        const yes = confirmed(view).find(({ octets }) => equal(octets, one.octets));
        if (yes === undefined || yes.fetched.length > 0) return [shown];
        const other = fetches(view, 'client').find(({ request }) => request.seq > yes.event.seq);
        if (other === undefined) return [shown];
        const actual = `a request for ${other.url} in place of ${yes.url ?? ''}`;
        return [{ verdict: 'fail', evidence: [yes.event, other.request], expected: EXPECTED, actual }];
      }),
  accepts: [
    `# the string table, and the text cut in two
     let S = hex 01 06 01 ae 02 05 6a 07 + text "a.ex/x\\x00" + hex 45 c6 0c 83 00 01 03 61 00 03 62 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S`,
  ],
  inconclusive: [
    `let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 00 02 78 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `# an entity
     let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 00 02 78 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1`,
    `# another URL is requested
     let S = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 00 02 78 01 03 61 00 01 01
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=S
     handset > smsc    deliver_sm_resp sequence_number=1
     handset > user    inbox           octets=S
     user    > handset confirm octets=S
     handset > gateway http method=GET target=http://a.ex/`,
  ],
});
