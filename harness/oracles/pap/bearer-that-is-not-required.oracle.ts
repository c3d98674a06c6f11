import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import { grade } from '../results.ts';

/** A bearer that is named, but not required, is the PPG's to choose: SMS does (PAP 9.2.2). */
export default defineOracle({
  requirement: 'PAP-SUB-025',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    papRequests(view).flatMap((request) => {
      const { event, pap, answer } = request;
      const quality = pap.control?.children.find(({ name }) => name === 'quality-of-service')?.attributes ?? {};
      const isOther = quality['bearer'] !== undefined && !['sms', 'any'].includes(quality['bearer'].toLowerCase());
      const applies = event.message.name === 'push-message' && isOther && quality['bearer-required'] !== 'true';
      if (!applies || defectsOf(pap).size > 0 || answer.event === null) return [];
      return [grade(answer.kind === 'success', evidenceOfRequest(request), 'the push accepted', said(answer))];
    }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 bearer=GPRS content=hex 01
     ppg > pi  push-response push-id=1 code=1001`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 bearer=GPRS bearer-required=false content=hex 01
     ppg > pi  push-response push-id=1 code=3010`,
  ],
});
