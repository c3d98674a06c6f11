import { isMessage, type Message, type Trace } from '../trace/event.ts';
import { distinguishing, publishable, type Mask } from '../trace/mask.ts';
import { crossingsOf, type Crossing } from './crossings.ts';
import { microsecondsSince1970 } from './epoch.ts';
import { LINKTYPE_RAW, writePcapng, type Packet } from './pcapng-write.ts';
import { MAX_DATAGRAM_OCTETS } from './synthetic-ip.ts';
import { makeSyntheticNetwork } from './synthetic-network.ts';

/** What a capture shows besides the messages. */
export type CaptureOptions = {
  /** `seq` of an event → why it matters, as it may be shown: the numbers in it are the caller's to mask. */
  readonly comments: ReadonlyMap<number, readonly string[]>;
  readonly mask?: Mask;
};

/** What the file says of itself. */
const ORIGIN = "reconstructed at the application's socket; IP and TCP headers are synthetic";

/** What a packet says that nobody sent so. */
const NOT_SENT_SO = 'arrived so, but was not sent so: a fault of the link';

/**
 * A trace as a pcapng file for Wireshark: each message once, in TCP connections made up around them; what the handset
 * shows as a UDP datagram to its user. Passwords are always starred, numbers where there is a mask, as in a trace file.
 */
export function traceToPcapng(trace: Trace, { comments, mask }: CaptureOptions): Uint8Array {
  const epochUs = microsecondsSince1970(trace.header.epochUtc);
  const apart = mask === undefined ? undefined : distinguishing(mask);
  const crossings = crossingsOf(trace);
  const packetsOf = makeSyntheticNetwork(crossings);
  const packets: Packet[] = [];
  for (const crossing of crossings) {
    const event = isMessage(crossing.event) ? publishable(crossing.event, apart) : crossing.event;
    const said = [...new Set(crossing.seqs.flatMap((seq) => comments.get(seq) ?? []))];
    const remarks = isMessage(event) ? remarksOn(event, crossing) : [];
    const made = packetsOf(event, crossing.way);
    const commented = isMessage(event) ? made.length - 1 : 0;
    made.forEach((octets, at) => {
      packets.push({ atUs: epochUs + event.atUs, octets, comments: at === commented ? [...said, ...remarks] : [] });
    });
  }
  return writePcapng({ comment: ORIGIN, linkType: LINKTYPE_RAW, packets });
}

/** What octets and headers cannot say of a message. */
function remarksOn({ message, octets, pco }: Message, { way, faults }: Crossing): readonly string[] {
  const remarks = faults.map((fault) => `the link does this to it: ${fault}`);
  if (way === 'arrived') remarks.push(NOT_SENT_SO);
  if (message.kind === 'push')
    remarks.push(
      `${message.name === 'inbox' ? 'shown to' : 'confirmed by'} the user of ${message.to}, from ${message.from}`,
    );
  if (pco === 'push' && octets.length > MAX_DATAGRAM_OCTETS) {
    remarks.push(`cut: the first ${MAX_DATAGRAM_OCTETS} of ${octets.length} octets`);
  }
  return remarks;
}
