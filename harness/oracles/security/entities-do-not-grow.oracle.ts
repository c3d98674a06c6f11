import { defineOracle } from '../define.ts';
import { control, MARKER, posted, pushMessage } from '../odd-examples.ts';
import { survived, textOf } from '../survival.ts';

const LAUGHS = posted(
  control(pushMessage('push-id="1" source-reference="&c;"')).replace(
    '.dtd">',
    '.dtd" [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>',
  ),
);

/** The expansion of entities is refused or bounded: the document is answered, and the next push served. */
export default defineOracle({
  requirement: 'SEC-002',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    survived(view, context, {
      applies: (request) => /<!ENTITY[^>]*"[^"%]*"/.test(textOf(request)),
      expected: 'an answer of ordinary size, and the next push served',
    }),
  accepts: [
    `${LAUGHS}
     ppg > pi badmessage-response code=2000
     ${MARKER}`,
  ],
  inconclusive: [
    `${LAUGHS}
     ppg > pi badmessage-response code=2000`,
  ],
  rejects: [
    `${LAUGHS}
     ${MARKER.replace('sequence_number=8', 'sequence_number=8')}`,
    `${LAUGHS}
     ppg > pi badmessage-response code=2000 desc="${'ha'.repeat(40_000)}"
     ${MARKER}`,
  ],
});
