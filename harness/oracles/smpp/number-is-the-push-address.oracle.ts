import { defineOracle } from '../define.ts';
import { pushes } from '../pushes.ts';
import { allSubmissions, type Submission } from '../submissions.ts';
import { text, uint } from '../../wire/smpp/pdu.ts';

const NATIONAL_TON = 2;
/** Digits of a country code, at most (E.164). */
const MAX_COUNTRY_DIGITS = 3;
const EXPECTED = 'destination_addr with the digits of a push address, country code included';

/** Who is pushed to is whose number is submitted; TON, NPI and a leading + are the PPG's choice, with TON 2 the national form (AMB-25). */
export default defineOracle({
  requirement: 'SMPP-SUB-004',
  party: 'ppg',
  needs: ['pap', 'smpp'],
  scope: 'run',
  check: (view) => {
    const pushed = pushes(view);
    return allSubmissions(view).flatMap((submission) => {
      const before = pushed.filter(({ request }) => request.seq < submission.request.seq);
      const recipients = before.flatMap((push) => push.recipients);
      if (recipients.length === 0) return [];
      const isRight = recipients.some((digits) => spells(submission, digits));
      return [
        {
          verdict: isRight ? 'pass' : 'fail',
          evidence: [...before.slice(-1).map(({ request }) => request), submission.request],
          expected: EXPECTED,
          actual: `${text(submission.pdu, 'destination_addr').length} characters, TON ${uint(submission.pdu, 'dest_addr_ton')}`,
        },
      ];
    });
  },
  accepts: [
    `pi  > ppg  push-message push-id=1 address=+15550100001 content=hex 01
     ppg > smsc submit_sm sequence_number=1 esm_class=0x02 destination_addr=15550100001 message_payload=text "push"`,
    `pi  > ppg  push-message push-id=1 address=+15550100001 content=hex 01
     ppg > smsc submit_sm sequence_number=1 esm_class=0x02 dest_addr_ton=0 destination_addr=+15550100001 message_payload=text "push"`,
    `# the national form
     pi  > ppg  push-message push-id=1 address=+15550100001 content=hex 01
     ppg > smsc submit_sm sequence_number=1 esm_class=0x02 dest_addr_ton=2 destination_addr=5550100001 message_payload=text "push"`,
  ],
  rejects: [
    `# the country code dropped with TON 1
     pi  > ppg  push-message push-id=1 address=+15550100001 content=hex 01
     ppg > smsc submit_sm sequence_number=1 esm_class=0x02 destination_addr=5550100001 message_payload=text "push"`,
    `# separators kept
     pi  > ppg  push-message push-id=1 address=+15550100001 content=hex 01
     ppg > smsc submit_sm sequence_number=1 esm_class=0x02 destination_addr=1-555-0100001 message_payload=text "push"`,
  ],
});

function spells({ pdu }: Submission, digits: string): boolean {
  const written = text(pdu, 'destination_addr').replace(/^\+/, '');
  if (written === digits) return true;
  const isNational = uint(pdu, 'dest_addr_ton') === NATIONAL_TON && digits.endsWith(written.replace(/^0/, ''));
  return isNational && digits.length - written.length <= MAX_COUNTRY_DIGITS;
}
