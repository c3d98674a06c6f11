/** States of a session (SMPP 5.0, 2.4); 3.4 does not name OUTBOUND and UNBOUND. */
export type SessionState = 'OPEN' | 'OUTBOUND' | 'BOUND_TX' | 'BOUND_RX' | 'BOUND_TRX' | 'UNBOUND' | 'CLOSED';

/** The two ends of a session; PPG and handset link are the ESME. */
export type SessionEnd = 'esme' | 'smsc';

/** Who may send a request: E = ESME, S = SMSC; `5.0` where 3.4 does not list it. */
type Cell = 'E' | 'S' | 'E S' | 'E S (5.0)';

type Row = readonly [command: string, states: Readonly<Partial<Record<SessionState, Cell>>>];

const bind = { OPEN: 'E', OUTBOUND: 'E' } as const;
const submission = { BOUND_TX: 'E', BOUND_TRX: 'E' } as const;
const fromSmsc = { BOUND_RX: 'S', BOUND_TRX: 'S' } as const;
const whenBound = { BOUND_TX: 'E S', BOUND_RX: 'E S', BOUND_TRX: 'E S' } as const;
const always = { OPEN: 'E S (5.0)', OUTBOUND: 'E S (5.0)', ...whenBound, UNBOUND: 'E S (5.0)' } as const;

/** SMPP 5.0, 2.4, and 3.4, table 2-1. A missing entry is the rule "not allowed here" (AMB-14 for third parties). */
export const ALLOWED: readonly Row[] = [
  ['bind_transmitter', bind],
  ['bind_receiver', bind],
  ['bind_transceiver', bind],
  ['outbind', { OPEN: 'S' }],
  ['submit_sm', submission],
  ['submit_multi', submission],
  ['query_sm', submission],
  ['cancel_sm', submission],
  ['replace_sm', submission],
  ['data_sm', { BOUND_TX: 'E', BOUND_RX: 'S', BOUND_TRX: 'E S' }],
  ['deliver_sm', fromSmsc],
  ['alert_notification', fromSmsc],
  ['broadcast_sm', submission],
  ['query_broadcast_sm', submission],
  ['cancel_broadcast_sm', submission],
  ['unbind', whenBound],
  ['enquire_link', always],
  ['generic_nack', always],
];

const allowed: ReadonlyMap<string, Row[1]> = new Map(ALLOWED);

/** Whether an end may send this request in this state. `interfaceVersion` is the session's, 0x34 or 0x50. */
export function maySend(end: SessionEnd, command: string, state: SessionState, interfaceVersion: number): boolean {
  const cell = allowed.get(command)?.[state];
  if (cell === undefined) return false;
  if (cell === 'E S (5.0)') return interfaceVersion >= 0x50;
  return cell.includes(end === 'esme' ? 'E' : 'S');
}

/** Which state a command leads to: once its response says 0; outbind, which has none, once sent. */
export const NEXT: readonly (readonly [command: string, from: readonly SessionState[], to: SessionState])[] = [
  ['outbind', ['OPEN'], 'OUTBOUND'],
  ['bind_transmitter', ['OPEN', 'OUTBOUND'], 'BOUND_TX'],
  ['bind_receiver', ['OPEN', 'OUTBOUND'], 'BOUND_RX'],
  ['bind_transceiver', ['OPEN', 'OUTBOUND'], 'BOUND_TRX'],
  ['unbind', ['BOUND_TX', 'BOUND_RX', 'BOUND_TRX'], 'UNBOUND'],
];

/** The state after a command succeeded in `state`; commands that NEXT does not list change nothing. */
export function nextState(state: SessionState, command: string): SessionState {
  for (const [name, from, to] of NEXT) if (name === command && from.includes(state)) return to;
  return state;
}
