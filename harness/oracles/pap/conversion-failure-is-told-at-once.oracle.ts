import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { contentsOf, CONVERTED } from '../pushes.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import { grade } from '../results.ts';
import { parseXml } from '../../wire/pap/xml.ts';
import { checkDocument } from '../../wire/wsp/documents.ts';

const BROKEN = 'content-type=text/vnd.wap.si content=text "<si><indication href=\'http://a.example/\'>Mail</si>"';

/** Content that cannot be converted is answered with 3006 at its submission (PAP 9.14). */
export default defineOracle({
  requirement: 'PAP-SUB-040',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    papRequests(view).flatMap((request) => {
      const push = contentsOf(request.event);
      if (push === null || push.untransformable || defectsOf(request.pap).size > 0) return [];
      const kind = /^text\/vnd\.wap\.(si|sl|co|emn)/.exec(push.media)?.[1];
      if (CONVERTED[push.media] === undefined || request.answer.event === null) return [];
      const { root, problems } = parseXml(push.content, push.charset);
      const isKnown = kind === 'si' || kind === 'sl' || kind === 'co' || kind === 'emn';
      const isFine = root !== null && problems.length === 0 && (!isKnown || checkDocument(root, kind).length === 0);
      if (isFine) return [];
      return [grade(request.answer.code === '3006', evidenceOfRequest(request), 'code 3006', said(request.answer))];
    }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 ${BROKEN}
     ppg > pi  push-response push-id=1 code=3006`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 ${BROKEN}
     ppg > pi  push-response push-id=1 code=1001`,
  ],
});
