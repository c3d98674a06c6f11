import { defineOracle } from '../define.ts';
import { control, posted, pushMessage } from '../odd-examples.ts';
import { lackOfAnswer } from '../refusals.ts';
import { evidenceOfRequest, papRequests } from '../requests.ts';
import { written } from '../results.ts';
import { revealed } from '../revealed.ts';
import { textOf } from '../survival.ts';
import type { Finding } from '../../trace/finding.ts';

const EXTERNAL = posted(
  control(pushMessage('push-id="1" source-reference="&x;"')).replace(
    '.dtd">',
    '.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
  ),
);
const EXPECTED = 'nothing of what an entity names in an answer, a push or a notification';

/** No content of a file or network resource that an entity names reaches an answer, a push or a notification: the PPG's half. */
export default defineOracle({
  requirement: 'SEC-001',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view)
      .filter((request) => /<!ENTITY[^>]*SYSTEM/.test(textOf(request)))
      .map((request): Finding => {
        const said = [
          ...(request.answer.event === null ? [] : [request.answer.event]),
          ...request.submissions.map((one) => one.request),
          ...written(view)
            .filter(({ pushId }) => pushId === request.pushId)
            .map(({ event }) => event),
        ];
        const telling = said.find(({ octets }) => revealed(octets));
        const evidence = [...evidenceOfRequest(request), ...(telling === undefined ? [] : [telling])];
        if (telling !== undefined) {
          return { verdict: 'fail', evidence, expected: EXPECTED, actual: 'what the entity names is told' };
        }
        const lack = lackOfAnswer(request, view, context);
        return lack === null || lack.verdict === 'fail'
          ? {
              verdict: lack === null ? 'pass' : 'inconc',
              evidence,
              expected: EXPECTED,
              actual: lack?.actual ?? 'nothing',
            }
          : { ...lack, evidence, expected: EXPECTED };
      }),
  accepts: [
    `${EXTERNAL}
     ppg > pi badmessage-response code=2000`,
  ],
  inconclusive: [
    `${EXTERNAL}
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `${EXTERNAL}
     ppg > pi badmessage-response code=2000 desc="source-reference root:x:0:0:root:/root:/bin/bash"`,
  ],
});
