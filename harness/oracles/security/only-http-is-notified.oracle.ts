import { defineOracle } from '../define.ts';
import { papOf } from '../pushes.ts';
import { evidenceOfRequest, papRequests, said } from '../requests.ts';
import { lackOfAnswer } from '../refusals.ts';
import { notifyUrl, written } from '../results.ts';
import { latin1 } from '../../wire/octets.ts';
import type { Finding } from '../../trace/finding.ts';

const EXPECTED = 'no request for a URL that is neither http nor https';

/** A ppg-notify-requested-to of another scheme than http and https causes no request (AMB-41). */
export default defineOracle({
  requirement: 'SEC-009',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view, context) =>
    papRequests(view)
      .filter((request) => /^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(notifyUrl(request) ?? ''))
      .map((request): Finding => {
        const path = /^[a-z0-9+.-]+:\/\/[^/]*\/(.+)$/i.exec(notifyUrl(request) ?? '')?.[1] ?? '';
        const gopher = papOf(view).filter(
          ({ direction, octets, seq, message }) =>
            direction === 'out' &&
            seq > request.event.seq &&
            message.pap.http.kind === 'request' &&
            path !== '' &&
            latin1(octets.subarray(0, 400)).includes(path),
        );
        const posted = written(view)
          .filter(({ pushId }) => pushId === request.pushId)
          .map(({ event }) => event);
        const [sent] = [...gopher, ...posted];
        const evidence = [...evidenceOfRequest(request), ...(sent === undefined ? [] : [sent])];
        if (sent !== undefined) return { verdict: 'fail', evidence, expected: EXPECTED, actual: 'one was sent' };
        const lack = lackOfAnswer(request, view, context);
        return lack === null
          ? { verdict: 'pass', evidence, expected: EXPECTED, actual: `${said(request.answer)}, none` }
          : { ...lack, evidence, expected: EXPECTED };
      }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=file:///etc/passwd content=hex 01
     ppg > pi  push-response push-id=1 code=2001`,
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=gopher://127.0.0.1:9/elsewhere content=hex 01
     ppg > pi  push-response push-id=1 code=1001`,
  ],
  inconclusive: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=file:///etc/passwd content=hex 01
     -- trace ends before the deadline --`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=gopher://127.0.0.1:9/elsewhere content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 target=/elsewhere`,
  ],
});
