import { defineOracle } from '../define.ts';
import { acceptedPush, grade, notifyUrl, written } from '../results.ts';

/** A notification is POSTed to the URL that the push gave, with its query (PAP 9.6). */
export default defineOracle({
  requirement: 'PAP-NTF-003',
  party: 'ppg',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    written(view).flatMap(({ event, pushId }) => {
      const push = acceptedPush(view, pushId);
      const url = push === undefined ? null : notifyUrl(push);
      if (push === undefined || url === null) return [];
      const { method, target } = event.message.pap.http;
      const wanted = targetOf(url);
      const holds = method === 'POST' && comparable(target) === comparable(wanted);
      const expected = `POST ${wanted}`;
      return [grade(holds, [push.event, event], expected, `${method} ${target.slice(0, 200)}`)];
    }),
  accepts: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n/o?a=1&b=%7e content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 target=/n/o?a=1&b=~`,
    `# in absolute form, and with the path that an empty one stands for
     pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9?a=1 content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 target=http://127.0.0.1:9/?a=1`,
  ],
  rejects: [
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n?a=1 content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 target=/n`,
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n?a=1 content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 target=/`,
    `pi  > ppg push-message  push-id=1 address=+15550100001 notify=http://127.0.0.1:9/n?a=1 content=hex 01
     ppg > pi  push-response push-id=1 code=1001
     ppg > pi  resultnotification-message push-id=1 address=+15550100001 message-state=delivered code=1000 method=PUT target=/n?a=1`,
  ],
});

/** What of a URL stands in a request line. */
function targetOf(url: string): string {
  const [, rest = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(url) ?? [];
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** Equivalent under the generic rules: unreserved characters may be escaped or not (RFC 3986, 6.2.2). */
function comparable(target: string): string {
  const local = /^https?:/i.test(target) ? targetOf(target) : target;
  return local.replace(/%([0-9A-Fa-f]{2})/g, (escape, hex: string) => {
    const char = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9\-._~]/.test(char) ? char : escape.toUpperCase();
  });
}
