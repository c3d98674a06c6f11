import { remembered } from '../core/remembered.ts';
import type { Profile } from '../core/profile.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { View } from '../trace/view.ts';
import { delivered, type Delivered } from './delivered.ts';
import { fetches, sameUrl, type Fetch } from './fetches.ts';
import { confirmations, type Shown } from './inbox.ts';
import { offerOf } from './offers.ts';

/** A user's yes to a message, what it indicates, and the requests for that before the next yes to the same. */
export type Confirmed = {
  readonly event: TraceEvent;
  readonly octets: Uint8Array;
  /** `null`: nothing that can be fetched. */
  readonly url: string | null;
  readonly fetched: readonly Fetch[];
};

/** Everything that users of a view said yes to, in order. */
export const confirmed = remembered((view: View): readonly Confirmed[] => {
  const yes = confirmations(view);
  const asked = fetches(view, 'client');
  const urls = yes.map(({ octets }) => offerOf(octets).url);
  return yes.map(({ event, octets }, at): Confirmed => {
    const url = urls[at] ?? null;
    const next = yes.find((_, later) => later > at && urls[later] === url);
    const until = next?.event.seq ?? Number.POSITIVE_INFINITY;
    const fetched = asked.filter(
      (one) => url !== null && one.request.seq > event.seq && one.request.seq < until && sameUrl(one.url, url),
    );
    return { event, octets, url, fetched };
  });
});

/** Requests for what a delivered push indicates that nobody had said yes to, and that no other push explains. */
export function unasked(one: Delivered, view: View, profile: Profile): readonly Fetch[] {
  const { url } = one.offer;
  if (url === null) return [];
  const yes = confirmations(view);
  const others = delivered(view, profile).filter(({ offer }) => offer.kind === 'sl' || offer.kind === 'mms');
  return fetches(view, 'client').filter(
    ({ request, url: asked }) =>
      request.seq > one.completedBy.request.seq &&
      sameUrl(asked, url) &&
      !others.some(({ offer }) => offer.url !== null && sameUrl(offer.url, asked) && offer !== one.offer) &&
      !yes.some((said) => said.event.seq < request.seq && indicates(said, asked)),
  );
}

function indicates({ octets }: Shown, asked: string): boolean {
  const { url } = offerOf(octets);
  return url !== null && sameUrl(url, asked);
}
