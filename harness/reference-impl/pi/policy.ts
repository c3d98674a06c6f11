import type { PapMessage } from '../../wire/pap/message.ts';

/** A part of the PI's HTTP request. */
export type RequestPart = {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
};

/** What a push-message says (pap.md 3). */
export type PushMessage = {
  readonly pushId: string;
  /** Digits of each recipient's number. */
  readonly to: readonly string[];
  /** `undefined` where the attribute is absent. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly qualityOfService: Readonly<Record<string, string>> | null;
};

/** Body and Content-Type of a push submission. */
export type Package = { readonly contentType: string; readonly body: Uint8Array };

/** How the PI answers a request of the PPG: HTTP status and body. */
export type Answer = { readonly status: number; readonly reason: string; readonly body: Uint8Array };

/** What the reference PI decides; faulty PIs replace entries. */
export type PiPolicy = {
  /** Unique over all submissions of the PI; `count` from 1. */
  readonly pushId: (count: number, seed: number) => string;
  readonly addressValue: (digits: string) => string;
  readonly control: (push: PushMessage, addressValue: (digits: string) => string) => Uint8Array;
  /** Control entity and content as one HTTP body (pap.md 8). */
  readonly pack: (control: Uint8Array, content: RequestPart, count: number) => Package;
  /** The answer to what the PPG posted; `null` = none. `known`: push-ids that this PI has submitted. */
  readonly answer: (request: PapMessage, known: ReadonlySet<string>) => Answer | null;
  /** How often a submission without an HTTP answer is sent, the first time included (PAP-SUB-009). */
  readonly tries: number;
};
