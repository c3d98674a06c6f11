import { defineOracle } from '../define.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import { grade, notifyUrl } from '../results.ts';

/** Notification targets are restricted to the configured list: here, the ports below 1024 of the loopback are none (pap.md 11). */
export default defineOracle({
  requirement: 'SEC-022',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    papRequests(view).flatMap((request) => {
      const port = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::(\d+))?\//i.exec(notifyUrl(request) ?? '');
      if (port === null || Number(port[1] ?? '80') >= 1_024 || request.answer.event === null) return [];
      const isRefused = request.answer.kind === 'refusal';
      return [grade(isRefused, evidenceOfRequest(request), 'the push refused', said(request.answer))];
    }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:22/n content=hex 01
     ppg > pi  push-response push-id=1 code=2001`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:22/n content=hex 01
     ppg > pi  push-response push-id=1 code=1001`,
  ],
});
