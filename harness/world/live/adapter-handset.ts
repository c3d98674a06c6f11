import type { ChainSettings } from '../../core/settings.ts';
import { makeLink } from '../../reference-impl/handset/link-smpp.ts';
import { makeReactor } from '../../reference-impl/reactor.ts';
import { BUILT_IN_ACCOUNT } from '../../reference-impl/smsc/policy.ts';
import { toHex } from '../../wire/octets.ts';
import { alphabetOf, MAX_UD_OCTETS } from '../../wire/sm/data-coding.ts';
import { onAir } from '../../wire/sm/on-air.ts';
import { encodeDeliver } from '../../wire/sm/tpdu.ts';
import { concatenation } from '../../wire/sm/udh.ts';
import { text, uint, type Pdu } from '../../wire/smpp/pdu.ts';
import { userData } from '../../wire/smpp/user-data.ts';
import { statusOfCause } from '../../wire/sm/rp-cause.table.ts';
import type { MakeActor } from '../world.ts';
import type { Adapter } from './adapters.ts';
import { inboxLine } from './inbox-source.ts';

/** The verb by which the lab tells what an adapter said: `{ number, message }`. */
export const HEARD = 'heard';

const PERMANENT = 0x65;
const TAKEN = 0;

/** The handset side of our SMSC whose handsets are adapters, one for each number: deliver_sm becomes SMS-DELIVER and back. */
export function makeAdapterHandset(adapters: ReadonlyMap<string, Adapter>): MakeActor {
  return (address, settings) =>
    makeReactor((reactor) => {
      const waiting = new Map<string, (status: number) => void>();
      const link = makeLink({
        profile: settings.profile,
        account: BUILT_IN_ACCOUNT,
        smsc: address.of('smsc.smpp'),
        reactor,
        delivered: ({ pdu, answer }) => {
          const number = text(pdu, 'destination_addr').replace(/\D/g, '');
          const adapter = adapters.get(number);
          const tpdu = tpduOf(pdu, settings, reactor.nowUs());
          if (adapter === undefined || tpdu === null) {
            answer(PERMANENT);
            return;
          }
          const id = adapter.nextId();
          waiting.set(`${number} ${id}`, answer);
          adapter.say({ deliver: { id, tpdu: toHex(tpdu) } });
        },
      });
      const heard = (number: string, message: unknown): void => {
        if (typeof message !== 'object' || message === null) return;
        const settle = (id: unknown, status: number): void => {
          const key = `${number} ${String(id)}`;
          waiting.get(key)?.(status);
          waiting.delete(key);
        };
        if ('ack' in message) settle(message.ack, TAKEN);
        if ('error' in message) settle(message.error, statusOfCause('cause' in message ? Number(message.cause) : 0));
        const shown = 'inbox' in message ? inboxLine(message.inbox) : null;
        if (shown !== null) reactor.present(number, '', shown.octets);
      };
      return {
        started: link.start,
        accepted: () => undefined,
        command: (verb, args) => {
          if (verb === 'stop') link.stop();
          if (verb === HEARD) heard(String(args['number']), args['message']);
        },
      };
    });
}

/** The short message of a deliver_sm or data_sm; `null` when it fits none. */
function tpduOf(pdu: Pdu, { epochUtc }: Pick<ChainSettings, 'epochUtc'>, nowUs: number): Uint8Array | null {
  const { octets, udh } = userData(pdu);
  if (octets.length > MAX_UD_OCTETS && alphabetOf(uint(pdu, 'data_coding')) !== 'gsm7') return null;
  const part = udh === null ? null : concatenation(udh);
  const message = {
    hasMore: part !== null && part.index < part.total,
    hasHeader: udh !== null,
    originator: {
      address: text(pdu, 'source_addr'),
      ton: uint(pdu, 'source_addr_ton'),
      npi: uint(pdu, 'source_addr_npi'),
    },
    protocolId: uint(pdu, 'protocol_id'),
    dataCoding: uint(pdu, 'data_coding'),
    userData: octets,
  };
  return encodeDeliver(onAir(message, new Date(Date.parse(epochUtc) + nowUs / 1_000).toISOString()));
}
