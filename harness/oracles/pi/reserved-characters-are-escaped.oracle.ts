import { defineOracle } from '../define.ts';
import { control, posted, pushMessage } from '../odd-examples.ts';
import { postedPushes } from '../posted.ts';
import { grade } from '../results.ts';

const EXPECTED = 'an ampersand, a quotation mark and < escaped in attribute values';

/** Reserved characters in the attribute values of a submission are escaped (XML 1.0). */
export default defineOracle({
  requirement: 'PAP-SUB-006',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    postedPushes(view).flatMap(({ event }) => {
      const entity = event.message.pap.control;
      if (entity === null) return [];
      const broken = entity.problems.find(
        ({ field, what }) => field === 'xml' && !/^(?:more than|elements)/.test(what),
      );
      const values = [entity, ...entity.children].flatMap(({ attributes }) => Object.values(attributes));
      if (broken === undefined && !values.some((value) => /[&<"]/.test(value))) return [];
      return [grade(broken === undefined, [event], EXPECTED, broken === undefined ? 'they are' : broken.what)];
    }),
  accepts: [
    `pi > ppg push-message push-id=1 address=+15550100001 notify="http://127.0.0.1:9/n?a=1&b=2" content=hex 01`,
  ],
  rejects: [posted(control(pushMessage('push-id="1" ppg-notify-requested-to="http://127.0.0.1:9/n?a=1&b=2"')))],
});
