import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import { UsageError } from '../core/usage-error.ts';
import { parseYaml, readYaml } from './yaml-place.ts';

/** The message of the `UsageError` that an action throws. */
function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  throw new Error('nothing was thrown');
}

const text = `title: One
steps:
  - pi.push: { to: A, wdpOctets: 0x34 }
  - handset.await:
      inbox: 1
`;

test('each value and each key is found at its line and column', () => {
  const yaml = parseYaml('x.yaml', text);
  assert.equal(yaml.placeOf(['title']), 'x.yaml:1:8');
  assert.equal(yaml.placeOf(['steps', 0, 'pi.push', 'wdpOctets']), 'x.yaml:3:34');
  assert.equal(yaml.placeOf(['steps', '1', 'handset.await', 'inbox']), 'x.yaml:5:14');
  assert.equal(yaml.placeOfKey(['steps', 1], 'handset.await'), 'x.yaml:4:5');
  assert.equal(yaml.placeOfKey([], 'steps'), 'x.yaml:2:1');
});

test('what does not exist is placed at its nearest parent', () => {
  const yaml = parseYaml('x.yaml', text);
  assert.equal(yaml.placeOf(['steps', 1, 'handset.await', 'withinMs']), 'x.yaml:5:7');
  assert.equal(yaml.placeOf(['variant', 3]), 'x.yaml:1:1');
  assert.equal(parseYaml('empty.yaml', '').placeOf(['a']), 'empty.yaml:1:1');
});

test('a scalar is also known as it was written', () => {
  const yaml = parseYaml('x.yaml', text);
  assert.equal(yaml.writtenAt(['steps', 0, 'pi.push', 'wdpOctets']), '0x34');
  assert.equal(yaml.writtenAt(['steps']), null);
});

test('a key that occurs twice is refused where it occurs again', () => {
  assert.equal(
    refusal(() => parseYaml('x.yaml', 'title: One\nsteps: []\ntitle: Two\n')),
    'x.yaml:3:1: the key title occurs twice\n  Keep one of the two.',
  );
});

test('what is not YAML is refused with its place', () => {
  assert.match(
    refusal(() => parseYaml('x.yaml', 'title: [One\nsteps: []\n')),
    /^x\.yaml:2:\d+: /,
  );
  assert.match(
    refusal(() => parseYaml('x.yaml', 'a: 1\n---\nb: 2\n')),
    /Keep one document to a file/,
  );
  assert.match(
    refusal(() => parseYaml('x.yaml', 'a: !!js/function "x"\n')),
    /Leave the tag out/,
  );
});

test('an alias bomb is refused, not expanded', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh']) {
    bomb.push(`${to}: &${to} [${Array.from({ length: 10 }, () => `*${from}`).join(', ')}]`);
  }
  assert.match(
    refusal(() => parseYaml('x.yaml', bomb.join('\n'))),
    /^x\.yaml:1:1: .*alias/,
  );
});

test('a file that does not exist is named', async () => {
  await assert.rejects(readYaml('/no/such/file.yaml', 'file.yaml'), /^Error: file\.yaml: no such file/);
});
