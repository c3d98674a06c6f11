import type { View } from '../trace/view.ts';
import { transmissions, type Dispatch, type Group, type Transmission } from './groups.ts';
import { firstSendings } from './sendings.ts';
import { allSubmissions, asksForTransaction, type Submission } from './submissions.ts';

/** What went to the same handset between the first transmissions of a group's first and last segment. */
export function between(view: View, dispatch: Dispatch, group: Group): readonly Transmission[] {
  const firsts = firstSendings(group);
  const [first, last] = [firsts[0], firsts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const own = new Set(dispatch.groups.flatMap(({ transmissions: sent }) => sent.map(({ request }) => request.seq)));
  return transmissions(view).filter(
    ({ request, to }) =>
      to === first.to &&
      !own.has(request.seq) &&
      request.seq > first.request.seq &&
      request.seq < last.request.seq &&
      // Two connections to one handset are read by two sockets: what lies between is not known.
      request.connection === first.request.connection &&
      request.connection === last.request.connection,
  );
}

/** Other submissions to the same number that were waiting or under way while a group was sent. */
export function rivals(view: View, { submission }: Dispatch, group: Group): readonly Submission[] {
  const firsts = firstSendings(group);
  const [first, last] = [firsts[0], firsts.at(-1)];
  if (first === undefined || last === undefined) return [];
  return allSubmissions(view).filter(
    (other) =>
      other.to === submission.to &&
      other.request.seq !== submission.request.seq &&
      other.request.seq < last.request.seq &&
      !isOver(other, first.request.seq),
  );
}

/** Answered after its outcome was known, before the group began. */
function isOver({ pdu, responses }: Submission, before: number): boolean {
  const [response] = responses;
  return response !== undefined && response.seq < before && asksForTransaction(pdu);
}
