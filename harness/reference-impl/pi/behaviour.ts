import type { Reply } from '../http/server.ts';
import { decodePap } from '../../wire/pap/message.ts';
import { fromLatin1, latin1 } from '../../wire/octets.ts';
import { buildControl } from '../../wire/pap/control.ts';

/** How a case has the PI answer a notification; `reply` null = it hangs up. */
export type Ordered = { readonly reply: Reply | null; readonly delayUs: number };

/** What cases have ordered for the next notifications. */
export type Behaviour = {
  readonly order: (args: Readonly<Record<string, unknown>>) => void;
  /** Drops what was ordered about a recipient. */
  readonly forget: (number: string) => void;
  /** The order for this notification; `null` = answer as ever. */
  readonly next: (octets: Uint8Array) => Ordered | null;
};

/** Orders that are kept at once, at most. */
const MAX_ORDERS = 1_000;

export function makeBehaviour(): Behaviour {
  const orders: { readonly args: Readonly<Record<string, unknown>>; readonly to: unknown; left: number }[] = [];
  return {
    order: (args) => {
      if (orders.length < MAX_ORDERS) orders.push({ args, to: args['number'], left: numberOr(args['times'], 1) });
    },
    forget: (number) => {
      orders.splice(0, orders.length, ...orders.filter(({ to }) => to !== number));
    },
    next: (octets) => {
      const text = latin1(octets);
      const at = orders.findIndex(({ to }) => typeof to !== 'string' || text.includes(to));
      const order = orders[at];
      if (order === undefined) return null;
      order.left -= 1;
      if (order.left <= 0) orders.splice(at, 1);
      return { reply: replyOf(order.args, octets), delayUs: numberOr(order.args['afterMs'], 0) * 1_000 };
    },
  };
}

function replyOf({ status, code, hangUp }: Readonly<Record<string, unknown>>, octets: Uint8Array): Reply | null {
  if (hangUp === true) return null;
  if (typeof status === 'number') return { status, reason: 'As Ordered', headers: [], body: fromLatin1('') };
  const { control } = decodePap(octets);
  const addresses = (control?.children ?? []).filter(({ name }) => name === 'address');
  const body = buildControl(
    'resultnotification-response',
    { 'push-id': control?.attributes['push-id'] ?? '', code: String(numberOr(code, 1000)) },
    addresses.map(({ attributes }) => ({ name: 'address', attributes })),
  );
  return { status: 202, reason: 'Accepted', headers: [['Content-Type', 'application/xml']], body };
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
