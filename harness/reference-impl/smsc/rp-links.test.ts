import { expect, test } from '@playwright/test';
import { fromHex, toHex } from '../../wire/octets.ts';
import { makeReactor } from '../reactor.ts';
import { rehearsalSettings, rehearse } from '../rehearsal.ts';
import { referencePolicy } from './policy.ts';
import { makeRpLinks, RP_SERVICE, type RpLinks } from './rp-links.ts';

/** Links by themselves; `told` is what they say to the layer above. */
function links() {
  const told: string[] = [];
  let radio: RpLinks | null = null;
  const actor = makeReactor((reactor) => {
    radio = makeRpLinks({
      policy: referencePolicy,
      reactor,
      epochUtc: rehearsalSettings([], {}).epochUtc,
      upper: {
        answered: (_connection, reference, about, status) => void told.push(`${about} ${reference} ${status}`),
        bound: () => void told.push('bound'),
        lost: () => void told.push('lost'),
      },
    });
    return {
      started: () => reactor.listen(RP_SERVICE, 'rp'),
      accepted: (connection) => radio?.accept(connection),
      command: (_verb, { about }) => void radio?.request(radio.find() ?? '', FIELDS, String(about)),
    };
  });
  const rehearsal = rehearse(actor);
  rehearsal.start();
  rehearsal.accept('air', RP_SERVICE);
  const order = (about: string): void => void rehearsal.tell({ kind: 'command', verb: 'send', arguments: { about } });
  return { rehearsal, told, order, find: () => radio?.find() };
}

const FIELDS = {
  source_addr: '10658000',
  source_addr_ton: 0,
  source_addr_npi: 1,
  destination_addr: '15550100001',
  esm_class: 0,
  data_coding: 0,
  short_message: fromHex('6162'),
};

test('a short message goes out as an SMS-DELIVER in RP-DATA, and its answer says about what it is', () => {
  const { rehearsal, told, order } = links();
  order('7:1');
  const [rpdu = new Uint8Array(0)] = rehearsal.sent('air');
  // RP-DATA 00 from 15550100000 to 15550100001; no more, from 10658000, text "ab" packed by hand.
  expect(toHex(rpdu)).toMatch(/^26010007915155100000f007915155100000f113040881015608000000[0-9]{12}00026131$/);
  rehearsal.say('air', fromHex('02020104040001160202ff'));
  expect(told).toEqual(['bound', '7:1 0 20']);
});

test('256 RP-DATA may be unanswered; that there is room again is told', () => {
  const { rehearsal, told, find, order } = links();
  for (let sent = 0; sent < 256; sent += 1) order(`${sent}:1`);
  expect(rehearsal.sent('air').length).toBe(256);
  expect(find()).toBe(null);
  rehearsal.say('air', fromHex('020205'));
  rehearsal.pass(0);
  expect([told.at(-1), find()]).toEqual(['bound', 'air']);
  order('x:1');
  expect(rehearsal.sent('air').at(-1)?.[2]).toBe(0x05);
});
