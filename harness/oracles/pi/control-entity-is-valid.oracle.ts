import { defineOracle } from '../define.ts';
import { control, posted, pushMessage, ADDRESS } from '../odd-examples.ts';
import { postedPushes } from '../posted.ts';
import { grade } from '../results.ts';

/** The control entity of a submission is well-formed and valid against the model of its version (PAP 9; AMB-33). */
export default defineOracle({
  requirement: 'PAP-SUB-003',
  party: 'pi',
  needs: ['pap'],
  scope: 'run',
  check: (view) =>
    postedPushes(view).flatMap(({ event }) => {
      const entity = event.message.pap.control;
      if (entity === null) return [];
      const [problem] = entity.problems;
      const actual = problem === undefined ? 'valid' : `${problem.field} ${problem.what}`;
      return [grade(problem === undefined, [event], 'a valid control entity', actual)];
    }),
  accepts: [
    posted(control(pushMessage('push-id="1"'))),
    `# what 2.1 may have besides
     ${posted(control(pushMessage('push-id="1" x="y"')).replaceAll('2.0', '2.1'))}`,
  ],
  rejects: [
    posted(control(pushMessage('push-id="1"', ' '))),
    posted(control(pushMessage('push-id="1" ppg-notifiy-requested-to="http://127.0.0.1:9/n"'))),
    posted(control(pushMessage('push-id="1" source-reference="a&b"', ADDRESS))),
  ],
});
