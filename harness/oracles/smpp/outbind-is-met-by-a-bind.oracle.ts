import { isResponse } from '../../wire/smpp/pdu.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import { defineOracle } from '../define.ts';
import { found } from '../sendings.ts';
import { pdusOf, type PduMessage } from '../submissions.ts';
import { asked, fateOf, type Sides } from './exchanges.ts';

const EXPECTED = 'bind_receiver or bind_transceiver on that connection, and no response to outbind itself';
const BINDS: readonly string[] = ['bind_receiver', 'bind_transceiver'];

/** A PPG that takes outbind binds as receiver or transceiver on the connection that it came on; outbind has no response (SMPP 3.4, 2.2.1). */
export default defineOracle({
  requirement: 'SMPP-SES-010',
  party: 'ppg',
  needs: ['smpp'],
  scope: 'run',
  check: (view, { profile, iut, viewOf }) =>
    asked(view)
      .filter(({ request, state }) => request.message.name === 'outbind' && state === 'OUTBOUND')
      .map(({ request }) => judged(request, { view, peer: viewOf('smsc'), profile }, iut === 'chain')),
  accepts: [
    `smsc > ppg  outbind            sequence_number=1 system_id=smsc
     ppg  > smsc bind_receiver      sequence_number=1
     smsc > ppg  bind_receiver_resp sequence_number=1`,
    `smsc > ppg  outbind            sequence_number=1 system_id=smsc
     ppg  > smsc enquire_link       sequence_number=1
     ppg  > smsc bind_transceiver   sequence_number=2`,
    `# the SMSC asks whether anybody is there
     smsc > ppg  outbind            sequence_number=1 system_id=smsc
     smsc > ppg  enquire_link       sequence_number=2
     ppg  > smsc enquire_link_resp  sequence_number=2
     ppg  > smsc bind_receiver      sequence_number=1`,
  ],
  inconclusive: [
    `smsc > ppg  outbind            sequence_number=1 system_id=smsc
     -- trace ends before the deadline --`,
    `smsc > ppg  outbind            sequence_number=1 system_id=smsc
     smsc ! ppg closed
     ppg  ! smsc closed`,
  ],
  rejects: [
    `smsc > ppg  outbind            sequence_number=1 system_id=smsc
     ppg  > smsc generic_nack       sequence_number=1
     ppg  > smsc bind_receiver      sequence_number=1`,
    `smsc > ppg  outbind            sequence_number=1 system_id=smsc
     ppg  > smsc bind_transmitter   sequence_number=1`,
    `# with bit 31 set, as a response would have it
     smsc > ppg  outbind            sequence_number=1 system_id=smsc
     ppg  > smsc enquire_link_resp  raw=hex 00000010 8000000b 00000000 00000001`,
    'smsc > ppg outbind sequence_number=1 system_id=smsc',
  ],
});

function judged(outbind: PduMessage, sides: Sides, isOurs: boolean): Finding {
  const said = upToTheBind(outbind, sides.view);
  const evidence = [outbind, ...said];
  const response = said.find(({ message }) => isResponse(message.pdu));
  if (response !== undefined) return found('fail', evidence, EXPECTED, `${response.message.name} as a response to it`);
  const bind = said.find(({ message }) => message.name.startsWith('bind_'));
  if (bind !== undefined) {
    const verdict = BINDS.includes(bind.message.name) ? 'pass' : 'fail';
    return found(verdict, evidence, EXPECTED, bind.message.name);
  }
  const fate = fateOf(outbind, [], sides);
  if (fate.kind === 'closed') {
    const verdict = isOurs ? 'fail' : 'inconc';
    const actual = 'the connection was closed instead: is the SMSC known by the system_id and password that were said?';
    return found(verdict, [outbind, fate.end], EXPECTED, actual);
  }
  if (fate.kind === 'silence') return found('fail', evidence, EXPECTED, 'no bind came, and the connection stayed open');
  return found('inconc', evidence, EXPECTED, 'the observation ended before a bind was due');
}

/** What the PPG says on the connection up to its bind, but for its answers to what the SMSC asks meanwhile. */
function upToTheBind({ connection, seq }: PduMessage, view: View): readonly PduMessage[] {
  const after = pdusOf(view).filter((one) => one.connection === connection && one.seq > seq);
  const asked = new Set(
    after
      .filter(({ direction, message }) => direction === 'in' && !isResponse(message.pdu))
      .map(({ message }) => message.pdu.sequence_number),
  );
  const said = after.filter(
    ({ direction, message: { pdu } }) => direction === 'out' && !(isResponse(pdu) && asked.has(pdu.sequence_number)),
  );
  const bind = said.findIndex(({ message }) => message.name.startsWith('bind_'));
  return bind === -1 ? said : said.slice(0, bind + 1);
}
