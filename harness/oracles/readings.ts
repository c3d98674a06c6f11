import type { TraceEvent } from '../trace/event.ts';
import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';
import { toHex } from '../wire/octets.ts';
import { readUintvar } from '../wire/wsp/uintvar.ts';
import { encodeWbxml } from '../wire/wsp/wbxml.ts';
import type { Context } from './define.ts';
import { delivered, evidenceOf, mustAppear, mustStayUnseen, type Delivered } from './delivered.ts';
import type { Offer } from './offers.ts';

/** How a push's content type is written (WSP 8.4.2.24). */
export type ContentTypeForm = 'short' | 'text' | 'general';

/** The form of a readable push's content type. */
export function contentTypeForm({ push: { octets } }: Offer): ContentTypeForm {
  const headersLen = readUintvar(octets, 2, octets.length);
  const first = 'problem' in headersLen ? 0x80 : (octets[headersLen.next] ?? 0x80);
  return first >= 0x80 ? 'short' : first >= 0x20 ? 'text' : 'general';
}

/** Names of headers that no push needs: numbers without a meaning, and others' own names. */
export function unknownHeaders({ push: { headers } }: Offer): readonly string[] {
  return headers.map(({ name }) => name).filter((name) => /^(?:0x|x-(?!wap-))/.test(name));
}

/** Whether its document is coded otherwise than usual: string table, entities, literals, pages, shorter prefixes. */
export function isCodedOddly({ root, kind, push }: Offer): boolean {
  if (root === null || kind !== 'si' || !push.contentType.endsWith('c')) return false;
  return toHex(encodeWbxml(root, kind)) !== toHex(push.body);
}

/** A plain service indication: what a rule is about is all that is odd about it. */
export function isPlainIndication(one: Delivered): boolean {
  return one.isLone && one.offer.kind === 'si' && one.mayStayUnseen === null;
}

/**
 * The verdict on an invalid push: nothing of it shown, its handset still there, and the next valid push shown
 * (AMB-45: a notice without content is no showing).
 */
export function judgedInvalid(
  one: Delivered,
  view: View,
  { profile, iut }: Pick<Context, 'profile' | 'iut'>,
  expected: string,
): readonly Finding[] {
  const what = `${one.offer.problem ?? ''} (${toHex(one.octets).slice(0, 60)})`;
  const unseen = mustStayUnseen(one, expected, what);
  // A reader that makes sense of it all the same shows nothing garbled; ours does not.
  if (unseen.verdict === 'fail' && one.offer.isForgivable && iut !== 'chain') return [];
  if (unseen.verdict !== 'pass') return [unseen];
  const next = delivered(view, profile).find(
    ({ to, completedBy, mayStayUnseen, isLone }) =>
      isLone && to === one.to && completedBy.request.seq > one.completedBy.request.seq && mayStayUnseen === null,
  );
  if (next !== undefined) {
    const shown = mustAppear(next, expected, 'the next valid push');
    if (next.isOver && next.shown.length === 0 && next.arrivals.every(({ answer }) => answer === null)) {
      const evidence = [...unseen.evidence, ...evidenceOf(next)];
      return [
        { verdict: 'fail', evidence, expected, actual: `after ${what} the next valid push was not even answered` },
      ];
    }
    const actual =
      shown.verdict === 'pass' ? `not shown: ${what}; the next valid push was` : `after ${what}: ${shown.actual}`;
    return [{ ...shown, evidence: [...unseen.evidence, ...evidenceOf(next)], actual }];
  }
  const left = leftAfter(one, view);
  if (left === null) return [unseen];
  const isUnanswered = one.arrivals.some(({ answer }) => answer === null);
  const actual = `the handset closed its connection after ${what}`;
  return [{ verdict: isUnanswered ? 'fail' : 'inconc', evidence: [...unseen.evidence, left], expected, actual }];
}

/** Where the connection that brought it was closed, with nothing shown afterwards. */
function leftAfter({ completedBy: { request } }: Delivered, view: View): TraceEvent | null {
  const closed = view.events.find(
    ({ kind, connection, seq }) => kind === 'closed' && connection === request.connection && seq > request.seq,
  );
  return closed ?? null;
}
