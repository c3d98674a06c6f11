import { encodePush, decodePush, type PushInput } from '../../wire/wsp/push.ts';
import { concat } from '../../wire/octets.ts';
import { readUintvar } from '../../wire/wsp/uintvar.ts';
import type { Content, Transformed } from '../../reference-impl/ppg/transform.ts';

/** The parts of a datagram that the reference made. */
export type Parts = {
  readonly tid: Uint8Array;
  readonly type: Uint8Array;
  readonly headersLen: Uint8Array;
  /** Content type and headers. */
  readonly block: Uint8Array;
  readonly body: Uint8Array;
};

/** The reference's encoding of a push, put together in another way. */
export function recoded(change: (parts: Parts) => readonly Uint8Array[]): (push: PushInput) => Uint8Array {
  return (push) => {
    const octets = encodePush(push);
    const { bodyOffset, body } = decodePush(octets);
    const headersLen = readUintvar(octets, 2, octets.length);
    const at = 'problem' in headersLen ? 2 : headersLen.next;
    return concat(
      ...change({
        tid: octets.slice(0, 1),
        type: octets.slice(1, 2),
        headersLen: octets.slice(2, at),
        block: octets.slice(at, bodyOffset),
        body,
      }),
    );
  };
}

/** The reference's content of a push, changed. */
export function withContent(transformed: Transformed, change: (content: Content) => Partial<Content>): Transformed {
  if (transformed.kind === 'refused') return transformed;
  return { kind: 'content', content: { ...transformed.content, ...change(transformed.content) } };
}
