import { defineOracle } from '../define.ts';
import { encodings, said, type Encoding } from '../encodings.ts';
import { latin1 } from '../../wire/octets.ts';

/** What is between the two ends of one HTTP connection, or for the eyes of its server alone (RFC 9110, 7.6.1 and 11). */
const PRIVATE: readonly string[] = [
  'authorization',
  'connection',
  'cookie',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
/** Credentials shorter than that may occur by chance. */
const LEAST_SECRET = 6;
const EXPECTED = 'a push without hop-by-hop headers and credentials of its HTTP request';

/** Hop-by-hop headers and credentials of the PI's HTTP request do not go into the push (RFC 9110; pap.md 8). */
export default defineOracle({
  requirement: 'OTA-011',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const given = encoding.push.request.message.pap.http.headers;
      const sent = given.filter(([name]) => PRIVATE.includes(name.toLowerCase()));
      if (sent.length === 0) return [];
      // Behind a wrong HeadersLen the body is read as headers: OTA-002 judges that.
      const { datagram, contentAt } = encoding;
      const isClear = contentAt === null || contentAt === datagram.bodyOffset;
      const leaked = isClear ? datagram.headers.find(({ name }) => PRIVATE.includes(name)) : undefined;
      if (leaked !== undefined) return said(encoding, 'fail', EXPECTED, `a header ${leaked.name}`);
      const secret = sent.find(([name, value]) => holdsSecret(encoding, name, value));
      if (secret !== undefined) return said(encoding, 'fail', EXPECTED, `the value of ${secret[0]} in another header`);
      return said(encoding, 'pass', EXPECTED, `none of ${sent.map(([name]) => name).join(', ')}`);
    }),
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message header="Authorization: Basic cGk6c2VjcmV0" header="Connection: close" content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 8c 82`,
  ],
  rejects: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message header="Authorization: Basic cGk6c2VjcmV0" content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 1a be 87 + text "Basic cGk6c2VjcmV0" + hex 00 af 84 b4 84 8c 82`,
    `# under another name
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message header="Cookie: session=4711abcd" content=hex 8c 82
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 17 be + text "X-S\\x00session=4711abcd" + hex 00 84 01 8c 82`,
  ],
});

function holdsSecret({ octets, datagram, contentAt }: Encoding, name: string, value: string): boolean {
  if (!['authorization', 'cookie', 'proxy-authorization'].includes(name.toLowerCase())) return false;
  const secret = value.replace(/^(basic|bearer|digest)\s+/i, '').trim();
  const headers = latin1(octets.subarray(0, contentAt ?? datagram.bodyOffset));
  return secret.length >= LEAST_SECRET && headers.includes(secret);
}
