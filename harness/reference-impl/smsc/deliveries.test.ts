import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { UsageError } from '../../core/usage-error.ts';
import { stage, userDataOf, withSequence, type Stage } from './stage.ts';

/** deliver_sm_resp, status 0. */
const TAKEN = '0000001180000005000000000000000000';

function bound(): Stage {
  const smsc = stage({}, {});
  smsc.connect('hs', golden.smppPdus.bind_receiver);
  smsc.heard('hs');
  return smsc;
}

function deliver(smsc: Stage, args: Readonly<Record<string, unknown>>): void {
  smsc.rehearsal.tell({ kind: 'command', verb: 'deliver', arguments: args });
}

/** The user data of everything that goes out while each is answered at once. */
function sent(smsc: Stage): readonly string[] {
  const all: string[] = [];
  for (let heard = smsc.heard('hs'); heard.length > 0; heard = smsc.heard('hs')) {
    for (const hex of heard) {
      all.push(userDataOf(hex));
      smsc.say('hs', withSequence(TAKEN, Number.parseInt(hex.slice(24, 32), 16)));
    }
  }
  return all;
}

const headers = (all: readonly string[], octets: number): readonly string[] =>
  all.map((hex) => hex.slice(0, 2 * octets));

test('segments go out in the order that is asked for, each when the one before was answered', () => {
  const smsc = bound();
  deliver(smsc, { octets: 300, reference: 7, order: [3, 1, 1] });
  expect(smsc.heard('hs')).toHaveLength(1);
  smsc.say('hs', withSequence(TAKEN, 1));
  const [first = '', second = ''] = sent(smsc);
  expect(headers([first, second], 12)).toEqual(['0b05040b8423f00003070301', '0b05040b8423f00003070301']);
  expect(first).toBe(second);
});

test('what is not answered within ackMs is followed by the next all the same', () => {
  const smsc = bound();
  deliver(smsc, { octets: 300, order: [1, 2] });
  expect(smsc.heard('hs')).toHaveLength(1);
  smsc.passMs(1_000);
  expect(headers(smsc.heard('hs').map(userDataOf), 12)).toEqual(['0b05040b8423f00003010302']);
});

test('totals, indices, references and headers say what the case says, and one name is one content', () => {
  const smsc = bound();
  deliver(smsc, { push: 'P', octets: 200, order: [2], index: 0, total: 5, reference: 33 });
  deliver(smsc, { push: 'P', octets: 200, order: [2], bits: 16, reference: 0x1234 });
  deliver(smsc, { push: 'P', octets: 200, order: [2], elements: '80 02 aabb', ports: 'none' });
  deliver(smsc, { push: 'P', octets: 200, order: [2], header: '05 00 03 01 02 03' });
  deliver(smsc, { push: 'Q', octets: 60 });
  const [odd = '', wide = '', extra = '', whole = '', alone = ''] = sent(smsc);
  expect(odd.slice(0, 24)).toBe('0b05040b8423f00003210500');
  expect(wide.slice(0, 26)).toBe('0c05040b8423f0080412340202');
  expect(extra.slice(0, 20)).toBe('098002aabb0003010202');
  expect(whole.slice(0, 12)).toBe('050003010203');
  expect(alone.slice(0, 14)).toBe('0605040b8423f0');
  expect(alone).toHaveLength(2 * 67);
  expect(wide.slice(26)).toHaveLength(2 * 73);
  expect(wide.slice(26).endsWith(odd.slice(24))).toBe(true);
});

test('without a receiver it waits for one; a segment that there is not is the case’s mistake', () => {
  const smsc = stage({}, {});
  deliver(smsc, { octets: 60 });
  smsc.connect('hs', golden.smppPdus.bind_receiver);
  expect(smsc.heard('hs').map((hex) => hex.slice(8, 16))).toEqual(['80000001', '00000005']);
  expect(() => deliver(smsc, { octets: 300, order: [4] })).toThrow(UsageError);
});
