import smpp from 'smpp';
import type { PDU, Session } from 'smpp';
import { makeSplitter, renumbered, type PackageSegment } from './package-segments.ts';
import type { PackageSmscBehaviour } from './package-smsc-behaviour.ts';

/** How one push ended. */
export type Outcome = 'delivered' | 'failed' | 'nobody';

/** Delivers pushes to whichever handset session was bound last. */
export type Delivery = {
  readonly deliver: (pdu: PDU, untilMs: number, almost: () => void) => Promise<Outcome>;
  /** One segment more, of a push that is over. */
  readonly again: (pdu: PDU) => void;
};

const ESME_RX_P_APPN = 0x65;
const UDH_INDICATOR = 0x40;
const TON_NATIONAL = 2;
const COUNTRY_CODE = '1';
const SHORT_MESSAGE_MAX = 254;
/** How long the defects of timing wait: beyond a retryMs and gapMs of one second each, three times and a second. */
const FAR_TOO_LATE_MS = 4_500;
const POLL_MS = 20;
/** Segments beyond which an SMSC with too small a table loses the rest. */
const LONGEST_GROUP = 3;

export function makeDelivery(behaviour: PackageSmscBehaviour, receivers: readonly Session[]): Delivery {
  const { defect } = behaviour;
  const split = makeSplitter(behaviour);

  /** Resolves to the status of the handset's answer; -1 when none came in time. */
  const send = (
    receiver: Session,
    pdu: PDU,
    untilMs: number,
    segment: PackageSegment,
    isLast: boolean,
  ): Promise<number> =>
    new Promise((resolve) => {
      const settle = (status: number): void => {
        clearTimeout(timer);
        receiver.off('close', lost);
        resolve(status);
      };
      const lost = (): void => settle(-1);
      const timer = setTimeout(lost, Math.min(behaviour.ackMs, Math.max(0, untilMs - Date.now())));
      receiver.once('close', lost);
      receiver.send(pduOf(pdu, segment, isLast), (answer) => settle(answer.command_status));
    });

  const pduOf = (pdu: PDU, { udh, data, sar, index }: PackageSegment, isLast: boolean): PDU => {
    const content = Buffer.concat([udh, data]);
    const inPayload =
      behaviour.segmentsInPayload || behaviour.deliverBy === 'data_sm' || content.length > SHORT_MESSAGE_MAX;
    const addressed = String(pdu['destination_addr']);
    // Lone messages arrive, or a run would end before it began: their number would be one that is not routed.
    const isLone = isLast && index === 1;
    const to = defect === 'delivers-to-a-neighbour' && !isLone ? neighbourOf(addressed) : addressed;
    const isNational = behaviour.numbers === 'national' && to.startsWith(COUNTRY_CODE);
    const written = isNational ? to.slice(COUNTRY_CODE.length) : behaviour.numbers === 'plus' ? `+${to}` : to;
    const isFlagged = udh.length > 0 && !(defect === 'header-flag-missing-on-the-last' && isLast);
    return new smpp.PDU(behaviour.deliverBy, {
      source_addr: pdu['source_addr'],
      source_addr_ton: pdu['source_addr_ton'],
      source_addr_npi: pdu['source_addr_npi'],
      destination_addr: written,
      dest_addr_ton: isNational ? TON_NATIONAL : pdu['dest_addr_ton'],
      dest_addr_npi: pdu['dest_addr_npi'],
      esm_class: (isFlagged ? UDH_INDICATOR : 0) | behaviour.modeBits,
      data_coding: behaviour.dataCoding ?? pdu['data_coding'],
      ...(inPayload ? { message_payload: content } : { short_message: content }),
      ...(sar === null
        ? {}
        : { sar_msg_ref_num: sar.reference, sar_total_segments: sar.total, sar_segment_seqnum: index }),
    });
  };

  const stranger = (receiver: Session, pdu: PDU, untilMs: number): Promise<number> =>
    send(
      receiver,
      pdu,
      untilMs,
      { index: 1, udh: Buffer.alloc(0), data: Buffer.from('see you at eight'), sar: null },
      true,
    );

  const present = async (untilMs: number): Promise<Session | undefined> => {
    while (behaviour.absent === 'deadline' && receivers.length === 0 && Date.now() < untilMs) await pause(POLL_MS);
    return receivers.at(-1);
  };

  const isOver = (status: number): boolean => status === ESME_RX_P_APPN && behaviour.endsAtPermanent;

  return {
    deliver: async (pdu, untilMs, almost) => {
      const receiver = await present(untilMs);
      if (receiver === undefined) return 'nobody';
      const all = split(pdu);
      const segments = defect === 'loses-the-tail-of-long-pushes' ? all.slice(0, LONGEST_GROUP) : all;
      const last = segments.at(-1);
      const inOrder = defect === 'last-segment-first' ? [...segments].reverse() : segments;
      const open = new Set(defect === 'drops-a-segment' && segments.length > 1 ? inOrder.slice(0, -1) : inOrder);
      const failedOnce = new Set<PackageSegment>();
      let isForgetful = false;
      /** Sends one, as often as it takes in place; whether the push must end. */
      const handle = async (segment: PackageSegment): Promise<boolean> => {
        const tries = behaviour.retry === 'in-place' ? behaviour.attempts : 1;
        for (let at = 0; at < tries && open.has(segment); at += 1) {
          if (Date.now() >= untilMs) return true;
          if (at > 0) await pause(retryPauseMs(untilMs));
          const isAgain = failedOnce.has(segment);
          const shown =
            isAgain && defect === 'new-reference-on-retry'
              ? renumbered(segment, behaviour)
              : isAgain && defect === 'new-content-on-retry'
                ? {
                    ...segment,
                    data: Buffer.from(segment.data.map((octet, place) => (place === 11 ? octet ^ 0x20 : octet))),
                  }
                : segment;
          if (behaviour.paceMs > 0) await pause(behaviour.paceMs);
          if (segment === last && open.size === 1 && defect === 'answers-before-the-last-acknowledgement') almost();
          const status = await send(receiver, pdu, untilMs, shown, segment === last);
          if (status === 0) open.delete(segment);
          else failedOnce.add(segment);
          if (isOver(status)) return true;
        }
        return false;
      };
      const retryPauseMs = (limitMs: number): number => {
        const pauseMs = defect === 'resends-late' ? FAR_TOO_LATE_MS : behaviour.retryMs;
        return Math.min(pauseMs, Math.max(0, limitMs - Date.now()));
      };
      const attempts = behaviour.retry === 'none' || defect === 'never-resends' ? 1 : behaviour.attempts;
      for (let round = 0; round < attempts && open.size > 0; round += 1) {
        if (round > 0) await pause(retryPauseMs(untilMs));
        if (round > 0 && defect === 'resends-everything') for (const segment of segments) open.add(segment);
        if (round > 0 && defect === 'first-failure-only') {
          for (const segment of [...open].slice(1)) {
            open.delete(segment);
            isForgetful = true;
          }
        }
        const waiting = [...open];
        for (let at = 0; at < waiting.length; at += behaviour.segmentsAtOnce) {
          if (at > 0 && defect === 'foreign-between') await stranger(receiver, pdu, untilMs);
          if (at > 0 && defect === 'pauses-between') await pause(FAR_TOO_LATE_MS);
          const ended = await Promise.all(waiting.slice(at, at + behaviour.segmentsAtOnce).map(handle));
          if (ended.includes(true)) return 'failed';
        }
      }
      return open.size === 0 && !isForgetful ? 'delivered' : 'failed';
    },
    again: (pdu) => {
      const segment = split(pdu).at(-1);
      const receiver = receivers.at(-1);
      if (segment !== undefined && receiver !== undefined)
        void send(receiver, pdu, Date.now() + behaviour.ackMs, segment, true);
    },
  };
}

/** The package's own timers are none; this one is ours. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** The number after this one, or before it where that has too many digits. */
function neighbourOf(number: string): string {
  const last = Number(number.slice(-1));
  return `${number.slice(0, -1)}${last < 9 ? last + 1 : last - 1}`;
}
