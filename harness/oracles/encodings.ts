import { rememberedOfTwo } from '../core/remembered.ts';
import type { Profile } from '../core/profile.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Finding } from '../trace/finding.ts';
import type { View } from '../trace/view.ts';
import { equal } from '../wire/octets.ts';
import { parseXml } from '../wire/pap/xml.ts';
import { concatenation } from '../wire/sm/udh.ts';
import { tlvUint } from '../wire/smpp/pdu.ts';
import { charsetNumber } from '../wire/wsp/charsets.table.ts';
import { documentTypes, type DocumentType } from '../wire/wsp/documents.ts';
import type { PushPdu } from '../wire/wsp/push.ts';
import { decodeWbxml, type WbxmlDocument, type WbxmlElement } from '../wire/wsp/wbxml.ts';
import { handovers } from './handovers.ts';
import { carriesContent, CONVERTED, pushOf, sameDocument, type Push } from './pushes.ts';
import type { Submission } from './submissions.ts';

/** A push as the PI gave it, and the datagram that the PPG made of it. */
export type Encoding = {
  readonly push: Push;
  readonly submission: Submission;
  /** As submitted, behind a user data header. */
  readonly octets: Uint8Array;
  readonly datagram: PushPdu;
  /** Where the content stands, wherever HeadersLen says that it begins; `null` = it is not found. */
  readonly contentAt: number | null;
};

/** The first octets of a datagram that are no content: TID, type, HeadersLen, a content type. */
const LEAST_HEADER_OCTETS = 4;

/** Datagrams of a view, each with its push; what is marked as a piece of one is none. */
export const encodings = rememberedOfTwo((view: View, profile: Profile): readonly Encoding[] =>
  handovers(view, profile).flatMap(({ push, attempts }) =>
    attempts.filter((submission) => !isPiece(submission)).map((submission) => encodingOf(push, submission)),
  ),
);

function encodingOf(push: Push, submission: Submission): Encoding {
  const octets = submission.carried.data;
  const datagram = pushOf(octets);
  return { push, submission, octets, datagram, contentAt: placeOfContent(push, octets, datagram) };
}

function placeOfContent(push: Push, octets: Uint8Array, datagram: PushPdu): number | null {
  if (carriesContent(push, datagram)) return datagram.bodyOffset;
  const plainAt = octets.length - push.content.length;
  if (plainAt >= LEAST_HEADER_OCTETS - 1 && equal(octets.subarray(plainAt), push.content)) return plainAt;
  const written = documentIn(push);
  if (written === null) return null;
  for (let at = LEAST_HEADER_OCTETS - 1; at < octets.length; at += 1) {
    const { root } = decodeWbxml(octets.subarray(at));
    if (root !== null && sameDocument(written, root)) return at;
  }
  return null;
}

function isPiece({ pdu, carried }: Submission): boolean {
  const marked = carried.udh === null ? null : concatenation(carried.udh);
  return (marked?.total ?? 1) > 1 || (tlvUint(pdu, 'sar_total_segments') ?? 1) > 1;
}

/** What shows an encoding. */
export function evidenceOf({ push, submission }: Encoding): readonly TraceEvent[] {
  return [push.request, submission.request];
}

/** The finding about an encoding. */
export function said(
  encoding: Encoding,
  verdict: Finding['verdict'],
  expected: string,
  actual: string,
): readonly Finding[] {
  return [{ verdict, evidence: evidenceOf(encoding), expected, actual }];
}

/** The document type of a pushed text document; `null` for other content. */
export function documentTypeOf({ media }: Push): DocumentType | null {
  const binary = CONVERTED[media];
  const types = Object.keys(documentTypes) as DocumentType[];
  return types.find((type) => binary?.includes(`wap.${type}c`) || binary?.includes(`wap.${type}+`)) ?? null;
}

/** The document that was pushed as text; `null` for other content, and for what cannot be read. */
export function documentIn(push: Push): WbxmlElement | null {
  return documentTypeOf(push) === null ? null : parseXml(push.content, push.charset).root;
}

/** Whether the datagram calls its body WBXML. */
export function saysBinary({ push, datagram: { contentType } }: Encoding): boolean {
  return contentType === CONVERTED[push.media] || contentType === 'application/vnd.wap.wbxml';
}

/** The body, where the datagram is clear about where it begins or its content was found. */
export function bodyOf({ octets, datagram, contentAt }: Encoding): Uint8Array {
  return octets.subarray(contentAt ?? datagram.bodyOffset);
}

/** The body of a converted document read as WBXML; `instead`: in another charset than it says. */
export function wbxmlOf(encoding: Encoding, instead: number | null): WbxmlDocument {
  const { push, datagram } = encoding;
  const unsaid = datagram.charset === null ? undefined : charsetNumber(datagram.charset);
  return decodeWbxml(bodyOf(encoding), documentTypeOf(push), {
    ...(unsaid === undefined ? {} : { unsaid }),
    ...(instead === null ? {} : { instead }),
  });
}
