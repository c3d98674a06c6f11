import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import type { Target } from '../core/profile.ts';
import { UsageError } from '../core/usage-error.ts';
import { maskNumber, maskTarget, parseTarget } from './target.ts';

const nothing: Target = { scheme: 'smpp', host: '', port: 0, user: '', password: '', path: '' };

test('each form of a target is read', () => {
  const forms: readonly (readonly [text: string, parts: Partial<Target>])[] = [
    ['smpp://id:pa55@127.0.0.1:2776', { host: '127.0.0.1', port: 2776, user: 'id', password: 'pa55' }],
    ['smpp://id:pa55@smsc.example', { host: 'smsc.example', port: 2775, user: 'id', password: 'pa55' }],
    ['smpp://id:pa55@smsc.example/', { host: 'smsc.example', port: 2775, user: 'id', password: 'pa55' }],
    ['smpps://id:pa55@[::1]', { scheme: 'smpps', host: '::1', port: 3550, user: 'id', password: 'pa55' }],
    ['smpp://smsc.example:80', { host: 'smsc.example', port: 80 }],
    ['smpp://i%40d:p%2F%3A%40@h', { host: 'h', port: 2775, user: 'i@d', password: 'p/:@' }],
    ['HTTP://u:p@h/pap?x=1', { scheme: 'http', host: 'h', port: 80, user: 'u', password: 'p', path: '/pap?x=1' }],
    ['https://h:8443/', { scheme: 'https', host: 'h', port: 8443, path: '/' }],
    ['listen:0.0.0.0:2775', { scheme: 'listen', host: '0.0.0.0', port: 2775 }],
    ['exec:node adapter.js --x', { scheme: 'exec', path: 'node adapter.js --x' }],
  ];
  for (const [text, parts] of forms) assert.deepEqual(parseTarget(text, '--target'), { ...nothing, ...parts }, text);
});

test('what is no target is refused with the form to write, and never shows what may be a password', () => {
  const mistakes: readonly (readonly [text: string, message: RegExp])[] = [
    ['', /is no URL/],
    ['127.0.0.1:2775', /is no URL/],
    ['smp://id:geheim@h', /unknown scheme smp\n {2}Did you mean smpp\?/],
    ['smpp://id:geheim', /cannot be read/],
    ['smpp://id:geheim@h:99999', /cannot be read.*\n {2}Write smpp:\/\/system_id:password@host:port;/],
    ['smpp://id:geheim@', /cannot be read|names no host/],
    ['smpp://id:geheim/x@h', /cannot be read/],
    ['smpp://id:geheim@h/x', /has something after the port/],
    ['smpp:id:geheim@h', /has no \/\/ after its scheme/],
    ['smpp://id:geheim%zz@h', /a % that is followed by no two hex digits/],
    ['smpp://id:geheim x@h', /contains a blank/],
    ['listen:h', /names no port/],
    ['exec:', /names no command/],
  ];
  for (const [text, message] of mistakes) {
    assert.throws(
      () => parseTarget(text, '--target'),
      (error: unknown) => {
        assert.ok(error instanceof UsageError, text);
        assert.match(error.message, message);
        assert.ok(!error.message.includes('geheim'), error.message);
        return true;
      },
    );
  }
});

test('a printed target keeps system_id, host and port, and hides the rest', () => {
  const masked: readonly (readonly [text: string, printed: string])[] = [
    ['smpp://id:pa55@host', 'smpp://id:***@host:2775'],
    ['smpp://host', 'smpp://host:2775'],
    ['smpps://a%40b:pa55@[::1]:1', 'smpps://a%40b:***@[::1]:1'],
    ['http://u:pa55@h:1/pap?key=pa55', 'http://u:***@h:1/pap?***'],
    ['listen:h:1', 'listen:h:1'],
    ['exec:./adapter --password pa55', 'exec:./adapter …'],
    ['exec:./adapter', 'exec:./adapter'],
  ];
  for (const [text, printed] of masked) assert.equal(maskTarget(parseTarget(text, '')), printed);
});

test('a printed number keeps four digits and two', () => {
  assert.equal(maskNumber('15550100001'), '1555*****01');
  assert.equal(maskNumber('+15550100016'), '+1555*****16');
  assert.equal(maskNumber('123456'), '****56');
  assert.equal(maskNumber('12'), '12');
  assert.equal(maskNumber(''), '');
});
