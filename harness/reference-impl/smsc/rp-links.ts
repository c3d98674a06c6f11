import { onAir, type OnSmpp } from '../../wire/sm/on-air.ts';
import { decodeRp, encodeRpData, pduOfRp, rpFramer } from '../../wire/sm/rp.ts';
import { concatenation, decodeUdh } from '../../wire/sm/udh.ts';
import type { FieldValue } from '../../wire/smpp/pdu.ts';
import { UDHI } from '../../wire/smpp/user-data.ts';
import { utcAt } from '../ppg/time.ts';
import type { Reactor } from '../reactor.ts';
import type { SmscPolicy } from './policy.ts';
import type { Fields, Upper } from './session.ts';

export const RP_SERVICE = 'smsc.rp';

/** RP-Message References of one link (24.011, 8.2.3). */
const REFERENCES = 256;
/** Our service centre's number. */
const SERVICE_CENTRE = '15550100000';

type Link = { readonly connection: string; next: number; readonly awaited: Map<number, string> };

export type RpLinkParts = {
  readonly policy: Pick<SmscPolicy, 'tpdu' | 'hasMore'>;
  readonly reactor: Pick<Reactor, 'nowUs' | 'accept' | 'send' | 'after'>;
  readonly epochUtc: string;
  readonly upper: Pick<Upper, 'answered' | 'bound' | 'lost'>;
};

/** The SMSC's radio side: links that bear an SMS-DELIVER in each RPDU, each for all handsets. */
export type RpLinks = {
  readonly accept: (connection: string) => void;
  /** Sends the short message of such a deliver_sm; its RP-Message Reference, or `null` when the link is gone or has none free. */
  readonly request: (connection: string, fields: Fields, about: string | null) => number | null;
  readonly forget: (connection: string, reference: number) => void;
  readonly has: (connection: string) => boolean;
  /** The link that handsets are reached by; `null` = none is up that has a reference free: `bound` is told when there is one again. */
  readonly find: () => string | null;
};

export function makeRpLinks({ policy, reactor, epochUtc, upper }: RpLinkParts): RpLinks {
  const links = new Map<string, Link>();

  const free = (link: Link, reference: number): void => {
    const wasFull = link.awaited.size === REFERENCES;
    link.awaited.delete(reference);
    if (wasFull) reactor.after('rp-room', 0, upper.bound);
  };
  const onRpdu = (link: Link, octets: Uint8Array): void => {
    const rp = decodeRp(octets);
    const about = link.awaited.get(rp.reference);
    if (about === undefined || (rp.name !== 'rp-ack' && rp.name !== 'rp-error')) return;
    free(link, rp.reference);
    upper.answered(link.connection, rp.reference, about, pduOfRp(rp).command_status);
  };
  /** The next one that no unanswered RP-DATA has; ends: there are as many as are tried. */
  const freeReference = (link: Link): number | null => {
    for (let tried = 0; tried < REFERENCES; tried += 1) {
      const reference = link.next;
      link.next = (reference + 1) % REFERENCES;
      if (!link.awaited.has(reference)) return reference;
    }
    return null;
  };

  return {
    accept: (connection) => {
      const link: Link = { connection, next: 0, awaited: new Map() };
      const framer = rpFramer();
      links.set(connection, link);
      reactor.accept(connection, {
        opened: () => undefined,
        octets: (chunk) => {
          for (const frame of framer.push(chunk)) onRpdu(link, frame.octets);
        },
        closed: () => {
          links.delete(connection);
          upper.lost(connection);
        },
      });
      upper.bound();
    },
    request: (connection, fields, about) => {
      const link = links.get(connection);
      const reference = link === undefined ? null : freeReference(link);
      if (link === undefined || reference === null) return null;
      link.awaited.set(reference, about ?? '');
      const tpdu = policy.tpdu(onAir(shortMessageOf(fields, policy.hasMore), utcAt(epochUtc, reactor.nowUs())));
      reactor.send(connection, encodeRpData(reference, SERVICE_CENTRE, textOf(fields, 'destination_addr'), tpdu));
      return reference;
    },
    forget: (connection, reference) => {
      const link = links.get(connection);
      if (link !== undefined) free(link, reference);
    },
    has: (connection) => links.has(connection),
    find: () => [...links.values()].findLast(({ awaited }) => awaited.size < REFERENCES)?.connection ?? null,
  };
}

/** What a deliver_sm brings. */
function shortMessageOf(fields: Fields, hasMore: SmscPolicy['hasMore']): OnSmpp {
  const octets = fields['short_message'];
  const userData = octets instanceof Uint8Array ? octets : new Uint8Array(0);
  const hasHeader = (numberOf(fields, 'esm_class') & UDHI) !== 0;
  return {
    hasMore: hasMore(hasHeader ? concatenation(decodeUdh(userData)) : null),
    hasHeader,
    originator: {
      address: textOf(fields, 'source_addr'),
      ton: numberOf(fields, 'source_addr_ton'),
      npi: numberOf(fields, 'source_addr_npi'),
    },
    protocolId: numberOf(fields, 'protocol_id'),
    dataCoding: numberOf(fields, 'data_coding'),
    userData,
  };
}

function numberOf(fields: Fields, name: string): number {
  const value: FieldValue | undefined = fields[name];
  return typeof value === 'number' ? value : 0;
}

function textOf(fields: Fields, name: string): string {
  const value: FieldValue | undefined = fields[name];
  return typeof value === 'string' ? value : '';
}
