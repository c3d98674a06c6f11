import { assert } from '../../core/assert.ts';
import type { Profile } from '../../core/profile.ts';
import { decodePap } from '../../wire/pap/message.ts';
import type { PapMessage } from '../../wire/pap/message.ts';
import { concat, fromLatin1 } from '../../wire/octets.ts';
import { decodePdu, encodePdu, isResponse } from '../../wire/smpp/pdu.ts';
import type { Pdu, PduInput } from '../../wire/smpp/pdu.ts';
import { rehearsalAddresses, rehearsalSettings, rehearse } from '../rehearsal.ts';
import type { Rehearsal } from '../rehearsal.ts';
import type { PpgPolicy } from './policy.ts';
import { referencePolicy } from './policy.ts';
import { makeReferencePpg } from './ppg.ts';

/** A reference PPG whose PI and SMSC are played by hand. For tests. */
export type Stage = Rehearsal & {
  /** Posts over a connection of its own; gives the answer as it is then, `null` when there is none yet. */
  readonly post: (request: Uint8Array) => PapMessage | null;
  /** Requests of the PPG on its newest session, without bind and enquire_link. */
  readonly submissions: () => readonly Pdu[];
  /** The SMSC says something on the newest session. */
  readonly smsc: (pdu: PduInput) => void;
  /** The newest session's connection. */
  readonly session: () => string;
  /** The SMSC accepts the newest session's bind. */
  readonly bind: () => void;
  /** Notifications that were posted, in order; each connection is opened for that. */
  readonly notifications: () => readonly PapMessage[];
};

export type StageOptions = {
  readonly variant: readonly string[];
  readonly smpp: Partial<Profile['smpp']>;
  readonly policy: Partial<PpgPolicy>;
};

/** A PPG that has started; it is not bound yet. */
export function makeStage({ variant, smpp, policy }: StageOptions): Stage {
  const make = makeReferencePpg({ ...referencePolicy, ...policy });
  const rehearsal = rehearse(make(rehearsalAddresses, rehearsalSettings(variant, smpp)));
  const opened = new Set<string>();
  let posts = 0;
  rehearsal.start();
  const named = (prefix: string): string[] =>
    [...rehearsal.connects().keys()].filter((name) => name.startsWith(prefix));
  const session = (): string => named('smsc').at(-1) ?? '';
  const said = (): Pdu[] => rehearsal.sent(session()).map(decodePdu);
  const openOnce = (connection: string): void => {
    if (!opened.has(connection)) rehearsal.open(connection);
    opened.add(connection);
  };
  return {
    ...rehearsal,
    session,
    post: (request) => {
      posts += 1;
      const connection = `pi ${posts}`;
      rehearsal.accept(connection, 'ppg.pap');
      rehearsal.say(connection, request);
      const answer = rehearsal.sent(connection)[0];
      return answer === undefined ? null : decodePap(answer);
    },
    submissions: () => said().filter((pdu) => !isResponse(pdu) && !/^(bind_|enquire_link)/.test(pdu.command)),
    smsc: (pdu) => void rehearsal.say(session(), encodePdu(pdu)),
    bind: () => {
      openOnce(session());
      const bind = said().at(-1);
      assert(bind !== undefined && bind.command.startsWith('bind_'), 'the PPG binds once it is connected');
      const sequence_number = bind.sequence_number;
      rehearsal.say(session(), encodePdu({ command: `${bind.command}_resp`, sequence_number }));
    },
    notifications: () => {
      for (const connection of named('notify')) openOnce(connection);
      return named('notify').flatMap((connection) => rehearsal.sent(connection).map(decodePap));
    },
  };
}

/** A started PPG, bound as transmitter, of the reference's policy. */
export function boundStage(...variant: readonly string[]): Stage {
  const stage = makeStage({ variant, smpp: {}, policy: {} });
  stage.bind();
  return stage;
}

/** The SI of E01 in text form, as in P1. */
export const SI_TEXT = lines(
  '<?xml version="1.0"?>',
  '<!DOCTYPE si PUBLIC "-//WAPFORUM//DTD SI 1.0//EN" "http://www.wapforum.org/DTD/si.dtd">',
  '<si>',
  '<indication href="http://www.example.com/mail/1.wml" created="2026-01-02T03:04:05Z" si-expires="2026-01-09T00:00:00Z" action="signal-high">You have 4 new emails</indication>',
  '</si>',
);

/** DOCTYPE of P1, with what stands before it. */
export const PROLOGUE = lines(
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd" [<?wap-pap-ver supported-versions="2.0,1.*"?>]>',
);

/** P1's control entity. */
export const P1_CONTROL = lines(
  PROLOGUE,
  '<pap product-name="pushproof-pi">',
  '<push-message push-id="1@pi.example" deliver-before-timestamp="2026-01-02T04:04:05Z" ppg-notify-requested-to="http://127.0.0.1:9101/notify" progress-notes-requested="false">',
  '<address address-value="WAPPUSH=+8613912345678/TYPE=PLMN@ppg.example.com"/>',
  '<quality-of-service priority="high" delivery-method="unconfirmed" network="GSM" bearer="SMS" bearer-required="true"/>',
  '</push-message>',
  '</pap>\r\n',
);

/** The content part of P1. */
export const P1_CONTENT = lines(
  'Content-Type: text/vnd.wap.si',
  'X-Wap-Application-Id: x-wap-application:wml.ua',
  '',
  SI_TEXT,
);

/** A push submission over HTTP, packed as P1; `content` is the second part with its headers. */
export function submission(control: string, content: string): Uint8Array {
  const parts = ['Content-Type: application/xml\r\n\r\n' + control, content];
  const body = `${parts.map((part) => `--pushproof-b1\r\n${part}\r\n`).join('')}--pushproof-b1--\r\n`;
  return http('POST', '/pap', 'multipart/related; boundary="pushproof-b1"; type="application/xml"', body);
}

/** P1 with another push-id. */
export function p1(pushId: string): Uint8Array {
  return submission(P1_CONTROL.replace('1@pi.example', pushId), P1_CONTENT);
}

/** An HTTP request with a body in Latin-1. */
export function http(method: string, target: string, contentType: string, body: string): Uint8Array {
  const octets = fromLatin1(body);
  const head = lines(
    `${method} ${target} HTTP/1.1`,
    'Host: ppg.example.com',
    `Content-Type: ${contentType}`,
    `Content-Length: ${octets.length}`,
    'Connection: close',
    '',
    '',
  );
  return concat(fromLatin1(head), octets);
}

function lines(...texts: readonly string[]): string {
  return texts.join('\r\n');
}
