import type { Verdict } from '../core/verdict.ts';

/** What a run tells while it goes on. */
export type ProgressEvent =
  | { readonly kind: 'phase'; readonly text: string }
  | {
      readonly kind: 'case';
      readonly key: string;
      readonly verdict: Verdict;
      readonly done: number;
      readonly total: number;
      readonly durationMs: number;
    }
  /** `what` = null: what this case waited for has come, or its time is over. */
  | {
      readonly kind: 'waiting';
      readonly key: string;
      readonly what: string | null;
      /** It waits for others to end. */
      readonly forTurn?: boolean;
    };

/** Where progress goes (stderr); a terminal gets one line that is written over. */
export type Screen = { readonly isTTY: boolean; readonly columns: number; readonly write: (text: string) => void };

/** Shows a run's progress until it is closed. */
export type Progress = { readonly take: (event: ProgressEvent) => void; readonly close: () => void };

/** Off a terminal there is a line at least this often. */
const SILENCE_MS = 10_000;

/** On a terminal the waiting time counts on at this pace. */
const REFRESH_MS = 500;

/** Progress that says nothing (`--quiet`). */
export const noProgress: Progress = { take: () => undefined, close: () => undefined };

/** A live line on a terminal; elsewhere a line a case and one at least every 10 s. */
export function makeProgress(screen: Screen, nowMs: () => number): Progress {
  return screen.isTTY ? liveLine(screen, nowMs) : lineByLine(screen, nowMs);
}

type State = {
  beganMs: number;
  done: number;
  total: number;
  phase: string;
  /** By case, in order of their beginning. */
  waiting: Map<string, Wait>;
  /** By case, the wait that ended last, and when. */
  ended: Map<string, Wait & { endedMs: number }>;
};

type Wait = { what: string; fromMs: number; forTurn: boolean };

/** The same is waited for again so soon: it is one wait. */
const SAME_MS = 50;

function liveLine(screen: Screen, nowMs: () => number): Progress {
  const state = begin(nowMs);
  let closed = false;
  const draw = (): void => screen.write(`\r\u001b[K${statusLine(state, nowMs()).slice(0, screen.columns - 1)}`);
  const timer = setInterval(draw, REFRESH_MS);
  timer.unref();
  return {
    take: (event) => {
      note(state, event, nowMs());
      // Waits begin and end many times a second; the clock draws them.
      if (event.kind !== 'waiting') draw();
    },
    close: () => {
      if (closed) return;
      closed = true;
      clearInterval(timer);
      screen.write('\r\u001b[K');
    },
  };
}

function lineByLine(screen: Screen, nowMs: () => number): Progress {
  const state = begin(nowMs);
  const tell = (text: string): void => {
    screen.write(`${text}\n`);
    timer.refresh();
  };
  const timer = setInterval(() => tell(statusLine(state, nowMs())), SILENCE_MS);
  timer.unref();
  return {
    take: (event) => {
      note(state, event, nowMs());
      if (event.kind === 'phase') tell(`pushproof: ${event.text}`);
      if (event.kind === 'case') tell(caseLine(event));
    },
    close: () => clearInterval(timer),
  };
}

function begin(nowMs: () => number): State {
  return { beganMs: nowMs(), done: 0, total: 0, phase: 'starting', waiting: new Map(), ended: new Map() };
}

function note(state: State, event: ProgressEvent, nowMs: number): void {
  switch (event.kind) {
    case 'phase':
      state.phase = event.text;
      break;
    case 'case':
      state.done = event.done;
      state.total = event.total;
      state.waiting.delete(event.key);
      state.ended.delete(event.key);
      if (state.done === state.total) state.phase = 'Playwright is writing it down';
      break;
    case 'waiting':
      noteWait(state, event, nowMs);
      break;
  }
}

function noteWait(
  { waiting, ended }: State,
  { key, what: words, forTurn = false }: ProgressEvent & { kind: 'waiting' },
  nowMs: number,
): void {
  const over = waiting.get(key);
  waiting.delete(key);
  if (words === null) {
    if (over !== undefined) ended.set(key, { ...over, endedMs: nowMs });
    return;
  }
  const what = `${words} (${shortKey(key)})`;
  const last = ended.get(key);
  const goesOn = last?.what === what && nowMs - last.endedMs <= SAME_MS;
  waiting.set(key, { what, fromMs: goesOn ? last.fromMs : nowMs, forTurn });
}

function caseLine({ key, verdict, done, total, durationMs }: ProgressEvent & { kind: 'case' }): string {
  return `${String(done).padStart(String(total).length)}/${total} ${verdict.padEnd(6)} ${seconds(durationMs).padStart(6)} ${key}`;
}

function statusLine({ beganMs, done, total, phase, waiting }: State, nowMs: number): string {
  const spent = seconds(nowMs - beganMs);
  // The one that waits longest is what holds things up; those that wait for their turn are held up by it.
  const [longest] = [...waiting.values()].sort((a, b) => Number(a.forTurn) - Number(b.forTurn) || a.fromMs - b.fromMs);
  const what = longest === undefined ? '' : `, waiting ${seconds(nowMs - longest.fromMs)} for ${longest.what}`;
  if (done === total) return `pushproof: ${total === 0 ? '' : `${total} judged, `}${phase}, ${spent}${what}`;
  const left = done === 0 ? '' : `, about ${seconds(((nowMs - beganMs) / done) * (total - done))} left`;
  return `pushproof: ${done}/${total}, ${spent}${left}${what}`;
}

/** `suites/pap/a.case.yaml#data_sm` → `a#data_sm`: on a line there is room for no more. */
function shortKey(key: string): string {
  return (key.split('/').at(-1) ?? key).replace('.case.yaml', '');
}

/** Milliseconds as a person reads them: `0.3s`, `41s`, `3m05s`. */
export function seconds(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)}s`;
  if (ms < 120_000) return `${Math.round(ms / 1000)}s`;
  const whole = Math.round(ms / 1000);
  return `${Math.floor(whole / 60)}m${String(whole % 60).padStart(2, '0')}s`;
}
