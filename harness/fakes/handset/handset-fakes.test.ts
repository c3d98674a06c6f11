import { expect, test } from '@playwright/test';
import { bound, type Stage } from '../../reference-impl/handset/stage.ts';
import type { Fake } from '../define.ts';
import headerLeft from './header-left-in-the-body.fake.ts';
import presentedSeparately from './segments-presented-separately.fake.ts';

const FIRST = '0b 05040b8423f0 0003210201 010601beaa';
const SECOND = '0b 05040b8423f0 0003210202 bb';
const ALONE = '06 05040b8423f0 010601beaa';

function shown(fake: Fake<'handset'>, segments: readonly string[]): readonly string[] {
  const handset: Stage = bound({ ...fake.policy });
  for (const segment of segments) handset.deliver(segment);
  return handset.shown();
}

test('header-left-in-the-body keeps the header of later segments, and shows a lone message as it must', () => {
  expect(shown(headerLeft, [FIRST, SECOND])).toEqual(['8613912345678 010601beaa0b05040b8423f00003210202bb']);
  expect(shown(headerLeft, [ALONE])).toEqual(['8613912345678 010601beaa']);
});

test('segments-presented-separately shows each segment by itself, and a lone message as it must', () => {
  const piece = 'bb'.repeat(64);
  const second = SECOND.replace(/bb$/, piece);
  expect(shown(presentedSeparately, [FIRST, second])).toEqual(['8613912345678 010601beaa', `8613912345678 ${piece}`]);
  expect(shown(presentedSeparately, [ALONE])).toEqual(['8613912345678 010601beaa']);
});
