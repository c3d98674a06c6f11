import { defineOracle } from '../define.ts';
import { encodings, said } from '../encodings.ts';
import { readUintvar } from '../../wire/wsp/uintvar.ts';

const EXPECTED = 'the body right behind as many octets as HeadersLen says';

/** HeadersLen counts content type and headers exactly, also from 128 on (WSP 8.1.2). */
export default defineOracle({
  requirement: 'OTA-002',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'transaction',
  check: (view, { profile }) =>
    encodings(view, profile).flatMap((encoding) => {
      const { datagram, octets, contentAt, push } = encoding;
      const isPush = octets[1] === 0x06 && push.content.length > 0;
      const headersLen = readUintvar(octets, 2, octets.length);
      if (!isPush) return [];
      if ('problem' in headersLen) return said(encoding, 'fail', EXPECTED, headersLen.problem);
      const { next, value } = headersLen;
      if (next + value > octets.length) {
        return said(encoding, 'fail', EXPECTED, `it says ${value}, and ${octets.length - next} octets follow`);
      }
      // Other content than was pushed: that is not this rule's matter.
      if (contentAt === null) return [];
      return contentAt === datagram.bodyOffset
        ? said(encoding, 'pass', EXPECTED, `${value}`)
        : said(encoding, 'fail', EXPECTED, `it says ${value}; the content begins ${contentAt - next} octets behind it`);
    }),
  accepts: [
    `let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 03 be af 84 + B`,
    `# 131 octets of headers: 81 03
     let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 81 03 be af 84 b0 + text "http://a.example/0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678" + hex 00 + B`,
  ],
  rejects: [
    `# one octet 83 for 131
     let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 83 be af 84 b0 + text "http://a.example/0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678" + hex 00 + B`,
    `# the body counted too
     let B = hex 8c 82 98 31 00 8d 90
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=application/vnd.wap.mms-message content=B
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 0a be af 84 + B`,
    `# one too many, before WBXML
     pi  > ppg  push-message push-id=1 address=+15550100001 content-type=text/vnd.wap.sl content=text "<sl href='https://example.org/x'/>"
     ppg > smsc data_sm      sequence_number=7 esm_class=0x02 message_payload=hex 01 06 04 b0 af 82 02 06 6a 00 85 0b 03 65 78 61 6d 70 6c 65 00 88 03 78 00 01`,
  ],
});
