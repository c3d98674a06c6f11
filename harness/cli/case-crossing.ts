import { assert } from '../core/assert.ts';
import { messageEvent } from '../trace/decode.ts';
import { isMessage, type EventPlace, type FaultEvent, type Header, type TraceEvent } from '../trace/event.ts';
import type { CaseResult, Finding, JudgedFinding, RequirementVerdict } from '../trace/finding.ts';

/** An event on its way to another process: octets are the authority, and what they say is read again over there. */
type PlainEvent = EventPlace &
  (
    | {
        readonly kind: 'message';
        readonly direction: 'out' | 'in';
        readonly octets: Uint8Array;
        /** What only the handset knew of a message that it shows. */
        readonly shown: { readonly to: string; readonly from: string } | null;
      }
    | { readonly kind: 'opened' | 'closed' }
    | FaultEvent
  );

/** A finding on its way: evidence by `seq`. */
type PlainFinding = Omit<JudgedFinding, 'evidence'> & { readonly evidence: readonly number[] };
type PlainVerdict = Omit<RequirementVerdict, 'findings'> & { readonly findings: readonly PlainFinding[] };

/** A case's result as it crosses to another process: small, and cheap to make. */
export type CaseCrossing = Omit<CaseResult, 'trace' | 'judgement'> & {
  readonly header: Header;
  readonly events: readonly PlainEvent[];
  readonly judgement: readonly (readonly [id: string, verdict: PlainVerdict])[];
};

/** What is sent. */
export function toCrossing({ trace: { header, events }, judgement, ...result }: CaseResult): CaseCrossing {
  return {
    ...result,
    header,
    events: events.map(plain),
    judgement: [...judgement].map(([id, { findings, ...judged }]) => [
      id,
      { ...judged, findings: findings.map((one) => ({ ...one, evidence: one.evidence.map(({ seq }) => seq) })) },
    ]),
  };
}

/** What arrived; the same in every respect. */
export function fromCrossing({ header, events: sent, judgement, ...result }: CaseCrossing): CaseResult {
  const events = sent.map(read);
  const bySeq = new Map(events.map((event) => [event.seq, event]));
  const evidenceOf = ({ evidence }: PlainFinding): Finding['evidence'] =>
    evidence.map((seq) => {
      const event = bySeq.get(seq);
      assert(event !== undefined, 'evidence is part of its trace');
      return event;
    });
  return {
    ...result,
    trace: { header, events },
    judgement: new Map(
      judgement.map(([id, { findings, ...judged }]) => [
        id,
        { ...judged, findings: findings.map((one) => ({ ...one, evidence: evidenceOf(one) })) },
      ]),
    ),
  };
}

function plain(event: TraceEvent): PlainEvent {
  if (!isMessage(event)) return event;
  const { seq, atUs, party, peer, pco, connection, direction, octets } = event;
  const place = { seq, atUs, party, peer, pco, connection };
  return { ...place, kind: 'message', direction, octets, shown: shownBy(event) };
}

/** Interfaces that say it in their octets need not be decoded here. */
function shownBy(event: TraceEvent): { readonly to: string; readonly from: string } | null {
  if (!isMessage(event) || event.pco !== 'push' || event.message.kind !== 'push') return null;
  return { to: event.message.to, from: event.message.from };
}

function read(sent: PlainEvent): TraceEvent {
  if (sent.kind !== 'message') return sent;
  const { direction, octets, shown, seq, atUs, party, peer, pco, connection } = sent;
  const place = { seq, atUs, party, peer, pco, connection };
  return messageEvent(place, direction, octets, shown ?? { to: '', from: '' });
}
