import type { View } from '../trace/view.ts';
import { parseAddress } from '../wire/pap/address.ts';
import type { XmlElement } from '../wire/pap/xml.ts';
import { defectsOf } from './defects.ts';
import { acceptedPush } from './results.ts';
import { papRequests, type PapRequest } from './requests.ts';

/** A cancel-message or statusquery-message, and what the PPG said of each recipient. */
export type Operation = {
  readonly request: PapRequest;
  /** The push that it is about, if that was accepted before. */
  readonly push: PapRequest | null;
  /** Digits of the recipients that it names; empty = all. */
  readonly asked: readonly string[];
  readonly results: readonly OperationResult[];
};

export type OperationResult = {
  /** Digits; empty = of all that were asked for. */
  readonly of: readonly string[];
  readonly code: string;
  readonly state: string;
  readonly eventTime: string | null;
};

/** The requests of one operation that are as they should be, each with its results. */
export function operationsOf(view: View, operation: 'cancel' | 'statusquery'): readonly Operation[] {
  return papRequests(view)
    .filter(({ event, pap }) => event.message.name === `${operation}-message` && defectsOf(pap).size === 0)
    .map((request) => {
      const push = acceptedPush(view, request.pushId);
      return {
        request,
        push: push !== undefined && push.event.seq < request.event.seq ? push : null,
        asked: digitsIn(request.pap.control?.children ?? []),
        results: (request.answer.event?.message.pap.control?.children ?? [])
          .filter(({ name }) => name === `${operation}-result`)
          .map(({ attributes, children }) => ({
            of: digitsIn(children),
            code: attributes['code'] ?? '',
            state: attributes['message-state'] ?? '',
            eventTime: attributes['event-time'] ?? null,
          })),
      };
    });
}

/** The recipients that an operation is about. */
export function recipientsOf({ asked, push }: Operation): readonly string[] {
  return asked.length > 0 ? asked : (push?.numbers ?? []);
}

/** What was said of one recipient. */
export function resultFor({ results }: Operation, digits: string): OperationResult | undefined {
  return results.find(({ of }) => of.includes(digits)) ?? results.find(({ of }) => of.length === 0);
}

function digitsIn(children: readonly (XmlElement | string)[]): readonly string[] {
  return children.flatMap((child) => {
    if (typeof child === 'string' || child.name !== 'address') return [];
    const { digits } = parseAddress(child.attributes['address-value'] ?? '');
    return digits === null ? [] : [digits];
  });
}
