import type { Endpoint } from '../../core/actor.ts';
import type { Profile } from '../../core/profile.ts';
import { decodeRp, encodeRpAnswer, pduOfRp, rpFramer } from '../../wire/sm/rp.ts';
import type { Reactor } from '../reactor.ts';
import type { Delivery, Link } from './link-smpp.ts';

export type RpLinkOptions = {
  readonly profile: Pick<Profile, 'timers'>;
  /** Where the SMSC has its radio side. */
  readonly smsc: Endpoint;
  readonly reactor: Reactor;
  readonly delivered: (delivery: Delivery) => void;
};

/** The handsets' link to the SMSC by RPDUs (24.011, 7.3): one for all numbers, each named in what comes; it comes back after a loss. */
export function makeRpLink({ profile, smsc, reactor, delivered }: RpLinkOptions): Link {
  let connection: string | null = null;
  let connections = 0;
  let stays = true;

  const connect = (): void => {
    if (connection !== null) return;
    connections += 1;
    const opening = `rp-${connections}`;
    const framer = rpFramer();
    connection = opening;
    reactor.connect(opening, smsc, 'rp', {
      opened: () => undefined,
      octets: (chunk) => {
        for (const frame of framer.push(chunk)) onRpdu(opening, frame.octets);
      },
      closed: () => {
        connection = null;
        if (stays) reactor.after('backoff', profile.timers.backoffMs * 1000, connect);
      },
    });
  };
  const onRpdu = (on: string, octets: Uint8Array): void => {
    const rp = decodeRp(octets);
    if (rp.name !== 'rp-data') return;
    delivered({
      pdu: pduOfRp(rp),
      answer: (status) => reactor.send(on, encodeRpAnswer(rp.reference, status)),
    });
  };
  const leave = (): void => {
    stays = false;
    reactor.cancel('backoff');
    if (connection !== null) reactor.close(connection);
    connection = null;
  };

  return {
    start: connect,
    stop: leave,
    disconnect: leave,
    reconnect: () => {
      stays = true;
      reactor.cancel('backoff');
      connect();
    },
  };
}
