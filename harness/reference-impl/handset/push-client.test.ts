import { expect, test } from '@playwright/test';
import { fromLatin1 } from '../../wire/octets.ts';
import { encodePush } from '../../wire/wsp/push.ts';
import { makePushClient, type PushClient } from './push-client.ts';
import { referencePushPolicy } from './push-policy.ts';
import { readPush } from './received.ts';

type Stage = {
  readonly client: PushClient;
  readonly log: string[];
  readonly push: (media: string, text: string) => void;
};

/** A client of the reference; `log` has what it showed, heard from its user, fetched and dropped. */
function stage(): Stage {
  const log: string[] = [];
  const nameOf = (octets: Uint8Array): string =>
    /\/([a-z0-9]+)(?=["#?])/.exec(new TextDecoder().decode(octets))?.[1] ?? '?';
  const client = makePushClient({
    reactor: {
      present: (_to, _from, octets) => void log.push(`shows ${nameOf(octets)}`),
      confirmed: (_to, _from, octets) => void log.push(`yes to ${nameOf(octets)}`),
    },
    policy: referencePushPolicy,
    number: '1',
    utc: () => '2026-01-02T03:04:05Z',
    fetcher: {
      fetch: (url) => void log.push(`fetches ${url}`),
      drop: (picks) => void log.push(`drops ${['http://a/x', 'http://a/y'].filter(picks).join(' ')}`),
    },
  });
  const push = (media: string, text: string): void => {
    const datagram = encodePush({
      tid: 1,
      contentType: media,
      charset: null,
      applicationId: null,
      body: fromLatin1(text),
    });
    client.take('9', datagram, readPush(datagram));
  };
  return { client, log, push };
}

function si(attributes: string): string {
  return `<si><indication ${attributes}>text</indication></si>`;
}

test('an indication is shown, and fetched when its user says yes', () => {
  const { client, log, push } = stage();
  push('text/vnd.wap.si', si('href="http://a/x#f" action="signal-high"'));
  expect(log).toEqual(['shows x']);
  client.confirm(null);
  expect(log.slice(1)).toEqual(['yes to x', 'fetches http://a/x']);
});

test('of one id a newer indication takes the place, an older one is dropped, and a delete removes it', () => {
  const { client, log, push } = stage();
  const dated = (url: string, day: string): string => si(`href="${url}" si-id="i" created="2026-01-${day}T00:00:00Z"`);
  push('text/vnd.wap.si', dated('http://a/one', '02'));
  push('text/vnd.wap.si', dated('http://a/old', '01'));
  push('text/vnd.wap.si', dated('http://a/two', '03'));
  expect(log).toEqual(['shows one', 'shows two']);
  client.confirm(1);
  expect(log.slice(2)).toEqual(['yes to two', 'fetches http://a/two']);
  push('text/vnd.wap.si', si('si-id="i" action="delete"'));
  client.confirm(null);
  expect(log).toHaveLength(4);
});

test('what has expired, leads nowhere or out of the web is not shown', () => {
  const { log, push } = stage();
  push('text/vnd.wap.si', si('href="http://a/x" si-expires="2026-01-02T03:04:05Z"'));
  push('text/vnd.wap.si', si(''));
  push('text/vnd.wap.si', si('href="javascript:x"'));
  push('text/vnd.wap.si', si('href="tel:110"'));
  expect(log).toEqual([]);
});

test('a service loading is carried out without asking only as far as its user allows', () => {
  const { client, log, push } = stage();
  push('text/vnd.wap.sl', '<sl href="http://a/one"/>');
  client.allow('low');
  push('text/vnd.wap.sl', '<sl href="http://a/two"/>');
  push('text/vnd.wap.sl', '<sl href="http://a/three" action="execute-high"/>');
  client.allow('any');
  push('text/vnd.wap.sl', '<sl href="http://a/four" action="execute-high"/>');
  expect(log.filter((line) => line.startsWith('fetches'))).toEqual(['fetches http://a/two', 'fetches http://a/four']);
});

test('a cache operation drops its objects and what lies below its services', () => {
  const { log, push } = stage();
  push('text/vnd.wap.co', '<co><invalidate-object uri="http://a/x"/></co>');
  push('text/vnd.wap.co', '<co><invalidate-service uri="http://a/"/></co>');
  expect(log).toEqual(['drops http://a/x', 'drops http://a/x http://a/y']);
});
