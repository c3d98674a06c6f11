import { confirmed, type Confirmed } from '../confirmed.ts';
import { defineOracle } from '../define.ts';
import { delivered } from '../delivered.ts';
import { sameUrl } from '../fetches.ts';
import type { Profile } from '../../core/profile.ts';
import type { Finding } from '../../trace/finding.ts';
import type { View } from '../../trace/view.ts';
import type { WbxmlElement } from '../../wire/wsp/wbxml.ts';

/** How long a handset may take to ask, in µs. */
const ASKING_US = 2_000_000;

/** A cache operation drops the objects it names and what lies below the services it names, and leaves the rest (WAP-175). */
export default defineOracle({
  requirement: 'OTA-032',
  party: 'handset',
  needs: ['sm', 'push', 'fetch'],
  scope: 'run',
  check: (view, { profile }) => {
    const yes = confirmed(view);
    return delivered(view, profile)
      .filter(({ offer }) => offer.kind === 'co' && offer.root !== null)
      .flatMap(({ offer: { root }, completedBy: { request } }) =>
        yes
          .filter(({ event, url }, at) => {
            const isFirst = yes.findIndex((one) => one.url === url && one.event.seq > request.seq) === at;
            return isFirst && url !== null && event.seq > request.seq && wasKept(url, yes, request.seq);
          })
          .flatMap((one) => (root === null ? [] : judged(one, root, view, profile))),
      );
  },
  accepts: [
    `let A = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 61 00 01 03 61 00 01 01
     let C = hex 01 06 01 b2 02 07 6a 00 45 86 06 03 61 2e 65 78 2f 61 00 01 01
     user    > handset confirm octets=A
     handset > gateway http method=GET target=http://a.ex/a
     user    > handset confirm octets=A
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=C
     handset > smsc    deliver_sm_resp sequence_number=1
     user    > handset confirm octets=A
     handset > gateway http method=GET target=http://a.ex/a`,
    `# another object is left
     let A = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 62 00 01 03 61 00 01 01
     let C = hex 01 06 01 b2 02 07 6a 00 45 86 06 03 61 2e 65 78 2f 61 00 01 01
     user    > handset confirm octets=A
     handset > gateway http method=GET target=http://a.ex/b
     user    > handset confirm octets=A
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=C
     handset > smsc    deliver_sm_resp sequence_number=1
     user    > handset confirm octets=A`,
  ],
  rejects: [
    `# still taken from the cache
     let A = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 61 00 01 03 61 00 01 01
     let C = hex 01 06 01 b2 02 07 6a 00 45 86 06 03 61 2e 65 78 2f 61 00 01 01
     user    > handset confirm octets=A
     handset > gateway http method=GET target=http://a.ex/a
     user    > handset confirm octets=A
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=C
     handset > smsc    deliver_sm_resp sequence_number=1
     user    > handset confirm octets=A`,
    `# another object dropped
     let A = hex 01 06 01 ae 02 05 6a 00 45 c6 0c 03 61 2e 65 78 2f 62 00 01 03 61 00 01 01
     let C = hex 01 06 01 b2 02 07 6a 00 45 86 06 03 61 2e 65 78 2f 61 00 01 01
     user    > handset confirm octets=A
     handset > gateway http method=GET target=http://a.ex/b
     user    > handset confirm octets=A
     smsc    > handset deliver_sm      sequence_number=1 udh=0605040b8423f0 ud=C
     handset > smsc    deliver_sm_resp sequence_number=1
     user    > handset confirm octets=A
     handset > gateway http method=GET target=http://a.ex/b`,
  ],
});

/** Whether a URL was asked for again before the operation and taken from the cache: the handset does keep it. */
function wasKept(url: string, yes: readonly Confirmed[], before: number): boolean {
  const earlier = yes.filter((one) => one.url === url && one.event.seq < before);
  return (earlier.at(0)?.fetched.length ?? 0) > 0 && earlier.at(-1)?.fetched.length === 0;
}

function judged(
  { event, url, fetched }: Confirmed,
  root: WbxmlElement,
  { header }: View,
  { target }: Profile,
): readonly Finding[] {
  const isDropped = url !== null && covers(root, url);
  const asked = fetched.find((one) => sameUrl(one.url, url ?? ''));
  const expected = `${url ?? ''} ${isDropped ? 'requested anew' : 'taken from the cache'}`;
  const evidence = [event, ...(asked === undefined ? [] : [asked.request])];
  if (asked !== undefined) {
    return [{ verdict: isDropped ? 'pass' : 'fail', evidence, expected, actual: 'requested' }];
  }
  // Our own handset is never slow.
  const isOver = header.complete.end && (target === null || header.endUs >= event.atUs + ASKING_US);
  if (!isOver) return [{ verdict: 'inconc', evidence, expected, actual: 'not requested so far' }];
  return [{ verdict: isDropped ? 'fail' : 'pass', evidence, expected, actual: 'not requested' }];
}

function covers({ children }: WbxmlElement, url: string): boolean {
  return children.some((child) => {
    const uri = typeof child === 'string' ? undefined : child.attributes['uri'];
    if (typeof child === 'string' || uri === undefined) return false;
    return child.name === 'invalidate-service' ? url.startsWith(uri) : sameUrl(uri, url);
  });
}
