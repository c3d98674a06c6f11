import type { PapMessage } from '../../wire/pap/message.ts';
import type { Reply } from '../http/server.ts';
import { answerNotification } from './notifications.ts';
import type { Package, PackageOptions, PushMessage } from './submit.ts';
import { addressValue, buildPush, pack } from './submit.ts';

/** What the reference PI decides; faulty PIs replace entries. */
export type PiPolicy = {
  /** Unique over all submissions of the PI; `count` from 1. */
  readonly pushId: (count: number, seed: number) => string;
  /** A subscriber number as PAP addresses it (pap.md 6); `specifier` names the PPG. */
  readonly addressValue: (digits: string, specifier: string) => string;
  /** The control entity; the addresses in the push are address-values. */
  readonly control: (push: PushMessage) => Uint8Array;
  /** Control entity and content as one HTTP body (pap.md 8). */
  readonly pack: (options: PackageOptions) => Package;
  /** The answer to what the PPG posted, `null` = close without one. `known`: whether this PI submitted that push-id. */
  readonly answer: (request: PapMessage, known: (pushId: string) => boolean) => Reply | null;
  /** How often a submission without an HTTP answer is sent, the first time included (PAP-SUB-009). */
  readonly tries: number;
};

/** The PI as the specifications and the patent have it. */
export const referencePolicy: PiPolicy = {
  pushId: (count, seed) => `${count}-${seed.toString(16).padStart(8, '0')}@pi.pushproof`,
  addressValue,
  control: buildPush,
  pack,
  answer: answerNotification,
  tries: 3,
};
