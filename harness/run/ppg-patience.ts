import type { Profile } from '../core/profile.ts';
import { notifications } from '../oracles/notifications.ts';
import { pushes, type Push } from '../oracles/pushes.ts';
import { statusOf, submissions } from '../oracles/submissions.ts';
import { beyondDoubtUs } from '../oracles/timing-kinds.ts';
import type { Trace } from '../trace/event.ts';
import { viewOf } from '../trace/view.ts';

/** So many things that never came in all their time show what a target does; what is like them is hardly waited for any more. */
export const NOTORIOUS = 3;
/** How long is waited where so many were lost, and none has come since: whatever comes after all shows that it comes again. */
export const SILENT_MS = 2_000;

const MS = 1_000;
const MARGIN_MS = 1_000;
/** Kind U of section 12, and beyond what cases delay a response by. */
const LATEST = 1.4;
/** So long is waited until there is no doubt that something will not come; beyond it only where it may well come. */
const AFFORDABLE_MS = 60_000;

/** When a wait began, and what time it is; `isLast`: nothing else is waited for after it, so that what is missing should be beyond doubt. */
export type Wait = { readonly sinceUs: number; readonly nowUs: number; readonly isLast: boolean };

/** How long a run waits for what a PPG owes: submissions of what it took, and notifications of their results. */
export type PpgPatience = {
  /** From now on until nothing that is still owed has any time left, in µs; where nothing is owed, from the beginning of the wait on. */
  readonly leftUs: (trace: Trace, wait: Wait, profile: Profile) => number;
  /** Takes notice of what a finished case shows. */
  readonly learn: (trace: Trace, profile: Profile) => void;
};

/** A push that is owed something, and until when, in µs, it may come. */
type Due = { readonly what: 'submission' | 'notification'; readonly untilUs: number };

/** Patience with a PPG of which nothing is known yet. */
export function makePpgPatience(): PpgPatience {
  const missed = { submission: 0, notification: 0 };
  return {
    leftUs: (trace, { sinceUs, nowUs, isLast }, profile) => {
      const due = dues(trace, profile, isLast ? longestOfResultUs(profile) : longestUs(profile));
      const until = due.map(({ what, untilUs }) =>
        missed[what] >= NOTORIOUS ? Math.min(untilUs, sinceUs + SILENT_MS * MS) : untilUs,
      );
      return Math.max(0, (due.length === 0 ? sinceUs + longestUs(profile) : Math.max(...until)) - nowUs);
    },
    learn: (trace, profile) => {
      const over = dues(trace, profile, longestUs(profile)).filter(({ untilUs }) => untilUs <= trace.header.endUs);
      const came = {
        submission: submissions(viewOf(trace, 'ppg')).length > 0,
        notification: notifications(viewOf(trace, 'pi')).length > 0,
      };
      for (const what of ['submission', 'notification'] as const)
        missed[what] = came[what] ? 0 : missed[what] + over.filter((one) => one.what === what).length;
    },
  };
}

/** A PPG may take the response timer of its profile, and some time to tell of it. */
function longestUs({ timers }: Profile): number {
  return Math.round(LATEST * Math.max(timers.transactionMs, timers.responseMs) + timers.notifyMs + MARGIN_MS) * MS;
}

/** What says that a result is missing has no doubt any more after three limits and a second. */
function longestOfResultUs(profile: Profile): number {
  const beyondDoubtMs = 3 * profile.timers.responseMs + 2 * MARGIN_MS;
  return Math.max(longestUs(profile), Math.min(beyondDoubtMs, AFFORDABLE_MS) * MS);
}

/** What the pushes that were accepted are still owed. */
function dues(trace: Trace, profile: Profile, resultUs: number): readonly Due[] {
  const told = new Set(notifications(viewOf(trace, 'pi')).map(({ pushId }) => pushId));
  return (
    pushes(viewOf(trace, 'pi'))
      // Refused by a code, or by badmessage-response, which has no class: nothing comes of it.
      .filter(({ response, responseClass }) => response === null || responseClass === 1)
      .flatMap((push) => dueOf(push, { trace, profile, resultUs, isTold: told.has(push.pushId) }))
  );
}

type Asked = {
  readonly trace: Trace;
  readonly profile: Profile;
  /** How long a result may take that no success precedes. */
  readonly resultUs: number;
  readonly isTold: boolean;
};

function dueOf(push: Push, { trace, profile, resultUs, isTold }: Asked): readonly Due[] {
  // A response counts from when it reached the PPG, which a fault of the link may delay.
  const ppg = viewOf(trace, 'ppg');
  const all = submissions(ppg);
  const its = all.filter(({ to }) => push.recipients.includes(to));
  const last = its.at(-1);
  const isAsked = push.request.message.pap.control?.attributes['ppg-notify-requested-to'] !== undefined;
  if (isTold) {
    // What the SMSC says after all shows whether the result was true.
    const isOpen = last !== undefined && last.responses.length === 0;
    return isOpen ? [{ what: 'notification', untilUs: last.request.atUs + longestUs(profile) }] : [];
  }
  if (last === undefined) {
    // It waits for a slot while others are suspended, but in a window of two not for many.
    const freed = Math.max(push.request.atUs, ...all.flatMap(({ responses }) => responses.map(({ atUs }) => atUs)));
    const longest = longestUs(profile);
    return [{ what: 'submission', untilUs: Math.min(freed, push.request.atUs + longest) + longest }];
  }
  if (!isAsked || profile.claims['resultNotification'] === false) return [];
  const [response] = last.responses;
  const lost = ppg.events.find(
    ({ kind, connection, seq }) =>
      kind === 'closed' && connection === last.request.connection && seq > last.request.seq,
  );
  // What failed may be submitted again after a pause, as a new transaction (DSC-02).
  const untilUs =
    response !== undefined && statusOf(response) === 0
      ? response.atUs + beyondDoubtUs(profile.timers.notifyMs, trace.header)
      : (response ?? lost ?? last.request).atUs + resultUs;
  return [{ what: 'notification', untilUs }];
}
