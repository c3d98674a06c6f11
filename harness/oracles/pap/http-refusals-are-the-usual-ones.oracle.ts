import { defineOracle } from '../define.ts';
import { defectsOf } from '../defects.ts';
import { evidenceOfRequest, papRequests, said, type PapRequest } from '../requests.ts';
import { grade } from '../results.ts';
import { utcUs } from '../utc.ts';
import { header } from '../../wire/http/message.ts';
import type { Profile } from '../../core/profile.ts';
import type { View } from '../../trace/view.ts';

/** Missing credentials are answered with 401, an unknown path with 404, another method with 405, a past deliver-before with 2001 (pap.md 5.1). */
export default defineOracle({
  requirement: 'PAP-SUB-042',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, { profile }) =>
    papRequests(view).flatMap((request) => {
      const wanted = wantedFor(request, view, profile);
      const { answer } = request;
      if (wanted === null || answer.event === null) return [];
      const holds = wanted === 2001 ? answer.code === '2001' : answer.status === wanted;
      const expected = wanted === 2001 ? 'code 2001' : `HTTP ${wanted}`;
      return [grade(holds, evidenceOfRequest(request), expected, said(answer))];
    }),
  accepts: [
    `pi  > ppg http method=POST target=/other header="Content-Type: application/xml" body=text "<pap/>"
     ppg > pi  http http-status=404
     pi  > ppg http method=GET
     ppg > pi  http http-status=405`,
    `-- epoch 2026-01-02T03:04:05Z --
     pi  > ppg push-message  push-id=1 address=+15550100001 deliver-before-timestamp=2026-01-01T03:04:05Z content=hex 01
     ppg > pi  push-response push-id=1 code=2001`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 content=hex 01
     ppg > pi  push-response push-id=1 code=2001`,
    `pi  > ppg http method=POST target=/other header="Content-Type: application/xml" body=text "<pap/>"
     ppg > pi  badmessage-response code=2000`,
    `pi  > ppg http method=GET
     ppg > pi  http http-status=404`,
    `-- epoch 2026-01-02T03:04:05Z --
     pi  > ppg push-message  push-id=1 address=+15550100001 deliver-before-timestamp=2026-01-01T03:04:05Z content=hex 01
     ppg > pi  push-response push-id=1 code=2000`,
  ],
});

function wantedFor({ event, pap }: PapRequest, view: View, { target, claims }: Profile): 401 | 404 | 405 | 2001 | null {
  const { http, control } = pap;
  if (http.problems.length > 0) return null;
  const path = target?.scheme.startsWith('http') === true && target.path !== '' ? target.path : '/pap';
  if (http.target.split('?')[0] !== path.split('?')[0]) return 404;
  if (http.method !== 'POST') return 405;
  const before = utcUs(control?.attributes['deliver-before-timestamp'] ?? '');
  const nowUs = (utcUs(view.header.epochUtc) ?? 0) + event.atUs;
  if (before !== null && before < nowUs - 60_000_000 && defectsOf(pap).size === 0) return 2001;
  return claims['piAuthentication'] === true && header(http, 'authorization') === undefined ? 401 : null;
}
