import type { Party, Pco } from '../core/party.ts';
import type { HandsetLink } from '../core/profile.ts';
import { httpFramer } from '../wire/http/message.ts';
import type { Framer } from '../wire/framing.ts';
import { rpFramer } from '../wire/sm/rp.ts';
import { smppFramer } from '../wire/smpp/framer.ts';

/** Longest PDU that is still one message: 64 KiB of message_payload and all TLVs beside it (SMPP v3.4, 5.3.2.32). */
export const MAX_PDU_OCTETS = 128 * 1024;

/** Longest HTTP message that is still recorded as one. */
export const MAX_HTTP_OCTETS = 4 * 1024 * 1024;

/** In what order actors start and take their turns at one instant; the serving side first. */
export const PARTIES: readonly Party[] = ['smsc', 'origin', 'gateway', 'ppg', 'pi', 'handset', 'user'];

/** Where a role serves others. */
export const SERVICES: Readonly<Record<Party, readonly string[]>> = {
  pi: ['pi.notify'],
  ppg: ['ppg.pap', 'ppg.outbind'],
  smsc: ['smsc.smpp', 'smsc.rp'],
  handset: [],
  gateway: ['gateway.fetch'],
  origin: ['origin.fetch'],
  user: [],
};

/** The role that a service belongs to: `ppg.pap` → `ppg`. */
export function ownerOf(service: string): Party | null {
  const role = service.split('.')[0];
  return PARTIES.find((party) => party === role) ?? null;
}

/** Who is at the far end of a connection to an address that is nobody's here. */
export function farParty(party: Party, pco: Pco): Party {
  switch (pco) {
    case 'smpp':
      return party === 'smsc' ? 'ppg' : 'smsc';
    case 'sm':
    case 'rp':
      return 'smsc';
    case 'pap':
      return party === 'pi' ? 'ppg' : 'pi';
    case 'fetch':
      return party === 'handset' ? 'gateway' : 'origin';
    case 'push':
      return 'user';
  }
}

/** Which service such a connection is to. */
export function farService(party: Party, pco: Pco): string {
  if (pco === 'rp') return 'smsc.rp';
  return pco === 'smpp' && party === 'smsc' ? 'ppg.outbind' : (SERVICES[farParty(party, pco)][0] ?? pco);
}

/** Who may come to a service from outside, and on which interface; the first whom we do not play does. */
export function guestsAt(service: string): readonly { readonly party: Party; readonly pco: Pco }[] {
  if (service === 'smsc.smpp') {
    return [
      { party: 'ppg', pco: 'smpp' },
      { party: 'handset', pco: 'sm' },
    ];
  }
  if (service === 'smsc.rp') return [{ party: 'handset', pco: 'rp' }];
  if (service === 'ppg.pap') return [{ party: 'pi', pco: 'pap' }];
  return service === 'pi.notify' ? [{ party: 'ppg', pco: 'pap' }] : [];
}

/** Cuts what arrives at one end of a connection into messages. */
export function framerFor(pco: Pco, end: 'opener' | 'acceptor'): Framer {
  if (pco === 'smpp' || pco === 'sm') return smppFramer(MAX_PDU_OCTETS);
  if (pco === 'rp') return rpFramer();
  return httpFramer(end === 'opener' ? 'response' : 'request', MAX_HTTP_OCTETS);
}

/** Who sees what in a chain of these parties, for the trace's header; short messages are segments on whichever link they come. */
export function observedBy(
  parties: ReadonlySet<Party>,
  handsetLink: HandsetLink,
): readonly { pco: Pco; parties: readonly Party[] }[] {
  const ends: readonly (readonly [Pco, readonly Party[]])[] = [
    ['pap', ['pi', 'ppg']],
    ['smpp', ['ppg', 'smsc']],
    ['sm', ['smsc', 'handset']],
    ['rp', handsetLink === 'rp' ? ['smsc', 'handset'] : []],
    ['push', ['handset']],
    ['fetch', ['handset', 'gateway', 'origin']],
  ];
  return ends
    .map(([pco, who]) => ({ pco, parties: who.filter((party) => parties.has(party)) }))
    .filter((interfaces) => interfaces.parties.length > 0 && (interfaces.pco !== 'fetch' || parties.has('gateway')));
}
