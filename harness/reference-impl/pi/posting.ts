import type { Endpoint } from '../../core/actor.ts';
import { httpFramer } from '../../wire/http/message.ts';
import { MAX_ANSWER_OCTETS } from '../http/exchange.ts';
import type { Reactor } from '../reactor.ts';

/** How the octets of a request go out: at once, or so many at a time. */
export type Pace = {
  readonly octets: number;
  readonly everyUs: number;
  /** Answers after which the connection is closed: more than one where another request is hidden in the octets. */
  readonly answers: number;
};

export type Posting = {
  readonly connection: string;
  readonly to: Endpoint;
  readonly octets: Uint8Array;
  /** How long all of it may take, in microseconds. */
  readonly answerUs: number;
  readonly pace: Pace;
};

/** The pace that the arguments of `pi.post` ask for. */
export function paceOf(args: Readonly<Record<string, unknown>>): Pace {
  const { octetsAtATime, everyMs, answers } = args;
  return {
    octets: typeof octetsAtATime === 'number' ? octetsAtATime : Number.POSITIVE_INFINITY,
    everyUs: (typeof everyMs === 'number' ? everyMs : 0) * 1_000,
    answers: typeof answers === 'number' ? answers : 1,
  };
}

/** Posts once, whatever the octets are, and closes behind the answers that were waited for; nobody repeats it. */
function dispatch(
  reactor: Reactor,
  { connection, to, octets, answerUs, pace }: Posting,
  ended: () => void,
): () => void {
  const framer = httpFramer('response', MAX_ANSWER_OCTETS);
  let heard = 0;
  let sent = 0;
  const end = (): void => {
    reactor.cancel(`patience ${connection}`);
    reactor.cancel(`pace ${connection}`);
    reactor.close(connection);
    ended();
  };
  const sendNext = (): void => {
    const piece = octets.subarray(sent, Math.min(octets.length, sent + pace.octets));
    sent += piece.length;
    reactor.send(connection, piece);
    if (sent < octets.length) reactor.after(`pace ${connection}`, pace.everyUs, sendNext);
  };
  reactor.connect(connection, to, 'pap', {
    opened: sendNext,
    octets: (chunk) => {
      heard += framer.push(chunk).length;
      if (heard >= pace.answers) end();
    },
    closed: end,
  });
  reactor.after(`patience ${connection}`, answerUs, end);
  return end;
}

/** Posts that wait for the one before, at most. */
const MAX_QUEUED = 1_000;

/** Recipients whose posts are kept in order, at most. */
const MAX_LINES = 1_000;

export type PostBox = {
  readonly post: (to: string, posting: Posting) => void;
  /** Gives up the posts to a recipient that go out at a pace, and those that wait. */
  readonly giveUp: (to: string) => void;
};

/** Posts to one recipient one after the other: what a PPG makes of one is not laid at another's door. Those with a pace do not wait, nor hold up others. */
export function makePostBox(reactor: Reactor): PostBox {
  /** Posts with a pace, by recipient: how each is given up. */
  const paced = new Map<string, Set<() => void>>();
  const lines = new Map<string, Posting[]>();
  const next = (to: string): void => {
    const posting = lines.get(to)?.shift();
    if (posting === undefined) lines.delete(to);
    else dispatch(reactor, posting, () => next(to));
  };
  const postAtItsPace = (to: string, posting: Posting): void => {
    const all = paced.get(to) ?? new Set();
    const end = dispatch(reactor, posting, () => {
      all.delete(end);
      if (all.size === 0) paced.delete(to);
    });
    paced.set(to, all.add(end));
  };
  const post: PostBox['post'] = (to, posting) => {
    if (Number.isFinite(posting.pace.octets)) {
      postAtItsPace(to, posting);
      return;
    }
    const line = lines.get(to);
    if (line !== undefined) {
      if (line.length < MAX_QUEUED) line.push(posting);
    } else if (lines.size < MAX_LINES) {
      lines.set(to, [posting]);
      next(to);
    }
  };
  return {
    post,
    giveUp: (to) => {
      lines.get(to)?.splice(0);
      for (const end of [...(paced.get(to) ?? [])]) end();
    },
  };
}
