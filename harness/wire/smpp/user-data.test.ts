import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import golden from '../../../fixtures/golden/examples.json' with { type: 'json' };
import { fromHex, toHex } from '../octets.ts';
import { concatenation, ports } from '../sm/udh.ts';
import { decodePdu } from './pdu.ts';
import { userData } from './user-data.ts';

test('the user data of every golden deliver_sm is the TP-UD of its segment', () => {
  let segments = 0;
  for (const [id, chain] of Object.entries(golden.chains)) {
    if (!('deliverSm' in chain)) continue;
    chain.deliverSm.forEach((hex, i) => {
      const { carrier, octets, udh, data } = userData(decodePdu(fromHex(hex)));
      assert.equal(carrier, 'short_message', id);
      assert.equal(toHex(octets), chain.segmentUd[i]?.toLowerCase(), id);
      assert.equal(data.length, octets.length - (udh?.sizeOctets ?? 0), id);
      segments += 1;
    });
  }
  expect(segments).toBeGreaterThan(25);
});

test('a submission gives its carrier, and the UDH in front of the payload only with UDHI', () => {
  const tlvPorts = userData(decodePdu(fromHex(golden.chains.E11.submit)));
  assert.deepEqual([tlvPorts.carrier, tlvPorts.udh, tlvPorts.octets.length], ['message_payload', null, 187]);
  const udhPorts = userData(decodePdu(fromHex(golden.chains.E10.submit)));
  assert.equal(udhPorts.carrier, 'message_payload');
  assert.deepEqual(udhPorts.udh && ports(udhPorts.udh), { destination: 2948, source: 9200 });
  assert.deepEqual(udhPorts.udh && concatenation(udhPorts.udh), null);
  assert.equal(toHex(udhPorts.data), golden.chains.E10.wspPush.toLowerCase());
  const inShortMessage = userData(decodePdu(fromHex(golden.chains.E12.submit)));
  assert.equal(inShortMessage.carrier, 'short_message');
  expect(toHex(inShortMessage.data)).toBe(golden.chains.E12.wspPush.toLowerCase());
});

test('with both carriers the octets are those of message_payload, without any there are none', () => {
  const both = userData(decodePdu(fromHex(golden.malformedSmpp['short_message and message_payload both present'])));
  assert.deepEqual([both.carrier, toHex(both.octets)], ['both', '646566']);
  const none = userData(decodePdu(fromHex(golden.malformedSmpp['data_sm without message_payload'])));
  expect([none.carrier, none.octets.length, none.udh]).toEqual(['none', 0, null]);
});

test('UDHI without user data is a UDH with a problem', () => {
  // deliver_sm with esm_class 40 and sm_length 0
  const pdu = decodePdu(
    fromHex('00000021 00000005 00000000 00000001 00 0000 00 0000 00 40 00 00 00 00 00 00 04 00 00'),
  );
  assert.deepEqual(pdu.problems, []);
  const { udh, data } = userData(pdu);
  assert.equal(udh?.problems.length, 1);
  expect(data.length).toBe(0);
});
