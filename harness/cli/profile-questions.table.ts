import { parseTarget } from '../run/target.ts';

/** Answers by question. */
export type Answers = Readonly<Record<string, string>>;

/** One thing that a profile needs; an answer that is empty is the proposed one. */
export type Question = {
  readonly key: string;
  readonly ask: string;
  readonly proposed: string;
  /** What is wrong with an answer; throws or says so. `null` = nothing. */
  readonly wrong: (answer: string) => string | null;
};

/** What a role's profile is made of. */
export type ProfileForm = {
  readonly questions: readonly Question[];
  readonly yaml: (answers: Answers) => string;
};

const variable = (answer: string): string | null =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(answer)
    ? null
    : 'is no name of a variable; the password itself stays out of the file';
const numbers = (answer: string): string | null =>
  /^\+?\d{3,20}(\s*,\s*\+?\d{3,20})*$/.test(answer) ? null : 'is no list of numbers: 15550100001, 15550100002';
const milliseconds = (answer: string): string | null =>
  /^[1-9]\d{0,8}$/.test(answer) ? null : 'is no number of milliseconds';
const yesOrNo = (answer: string): string | null => (/^(yes|no)$/.test(answer) ? null : 'is neither yes nor no');

function url(...schemes: readonly string[]): Question['wrong'] {
  return (answer) => {
    const { scheme, user } = parseTarget(answer, 'the URL');
    if (!schemes.includes(scheme)) return `does not begin with ${schemes.map((one) => `${one}:`).join(' or ')}`;
    return user === '' ? null : 'names an account, which is asked for next';
  };
}

const name = (proposed: string): Question => ({
  key: 'name',
  ask: 'Name and version of the implementation',
  proposed,
  wrong: (answer) => (answer.length > 100 ? 'is longer than 100 characters' : null),
});

const account = (proposed: string): Question => ({
  key: 'account',
  ask: 'Its account for pushproof (system_id or user; "-" for none)',
  proposed,
  wrong: (answer) => (/^\S{1,64}$/.test(answer) ? null : 'has a blank'),
});

const password = (proposed: string): Question => ({
  key: 'password',
  ask: 'Environment variable that holds the password',
  proposed,
  wrong: variable,
});

const subscribers: Question = {
  key: 'numbers',
  ask: 'Numbers that pushproof may send to, by commas',
  proposed: '15550100001, 15550100002',
  wrong: numbers,
};

const listen = (key: string, ask: string, proposed: string): Question => ({
  key,
  ask,
  proposed,
  wrong: (answer) => {
    parseTarget(`listen:${answer}`, 'the address');
    return null;
  },
});

const command = (proposed: string): Question => ({
  key: 'command',
  ask: 'Command that starts its adapter',
  proposed,
  wrong: (answer) => (answer.trim() === '' ? 'is empty' : null),
});

/** What is asked for each role, and the profile that it makes. */
export const FORMS: Readonly<Record<string, ProfileForm>> = {
  smsc: {
    questions: [
      name('Example SMSC 7.2'),
      {
        key: 'url',
        ask: 'Its address, smpp:// or smpps://',
        proposed: 'smpp://127.0.0.1:2775',
        wrong: url('smpp', 'smpps'),
      },
      account('pushproof'),
      password('SMSC_PASSWORD'),
      subscribers,
      {
        key: 'transactionMs',
        ask: 'Predetermined time of a transaction, in milliseconds, as its vendor states it',
        proposed: '60000',
        wrong: milliseconds,
      },
      {
        key: 'segments',
        ask: 'Does it deliver segments over SMPP (yes), or split only towards the radio side (no)?',
        proposed: 'yes',
        wrong: yesOrNo,
      },
    ],
    yaml: (answers) => `${head('smsc', answers)}
# The password is taken from the environment, so that it does not stand here.
target: ${quoted(withAccount(answers))}

handset:
  # Routed by the SMSC to the session that pushproof binds as receiver; cases run at once on different ones.
  numbers: [${numberList(answers)}]

timers:
  transactionMs: ${answers['transactionMs'] ?? ''} # predetermined time of a transaction, as the vendor states it

claims:
  segmentsOnSmppLink: ${answers['segments'] === 'yes'} # false = it splits only towards the radio side

# Guard rails: pushproof sends to no other number, no faster and no more.
limits:
  submitPerSecond: 20
  segmentsPerRun: 2000
  numbers: [${numberList(answers)}]
`,
  },
  ppg: {
    questions: [
      name('Example PPG 3.1'),
      { key: 'url', ask: 'Its PAP URL', proposed: 'http://127.0.0.1:8080/pap', wrong: url('http', 'https') },
      account('-'),
      password('PPG_PASSWORD'),
      listen('smsc', 'Where pushproof’s SMSC waits for it to bind, host:port', '127.0.0.1:2775'),
      listen('notify', 'Where its result notifications come, host:port', '127.0.0.1:8081'),
      subscribers,
    ],
    yaml: (answers) => `${head('ppg', answers)}
# Its PAP service.
target: ${quoted(withAccount(answers))}

# Where pushproof's SMSC waits for the PPG to bind. Without systemId and password any account is let in.
smsc: { listen: ${quoted(answers['smsc'] ?? '')} }

# Where its result notifications come.
notify: { listen: ${quoted(answers['notify'] ?? '')} }

handset:
  numbers: [${numberList(answers)}]
limits:
  numbers: [${numberList(answers)}]
`,
  },
  handset: {
    questions: [name('Example handset 5'), command('./adapter')],
    yaml: (answers) => `${head('handset', answers)}
# Its adapter speaks JSON lines: in {"deliver":{"id":1,"tpdu":"hex"}} and {"reset":true}, out {"ack":1},
# {"error":1,"cause":22}, {"inbox":{"hex":"…"}} and {"ready":true}. \`pushproof serve handset --stdio\` is one.
target: ${quoted(`exec:${answers['command'] ?? ''}`)}
`,
  },
  pi: {
    questions: [name('Example PI 2'), command('./push')],
    yaml: (answers) => `${head('pi', answers)}
# Run for every push that is wanted, with the PPG's URL, an address and a content file as arguments.
target: ${quoted(`exec:${answers['command'] ?? ''}`)}
`,
  },
};

function head(iut: string, answers: Answers): string {
  return `# What is judged, and how to reach it. Every key that is left out has a default.

iut: ${iut}
name: ${quoted(answers['name'] ?? '')}`;
}

/** The URL with the account, and the password as a variable. */
function withAccount({ url: address = '', account: user = '', password: hidden = '' }: Answers): string {
  return user === '-' ? address : address.replace('//', `//${encodeURIComponent(user)}:\${${hidden}}@`);
}

function numberList({ numbers: listed = '' }: Answers): string {
  return listed
    .split(',')
    .map((one) => quoted(one.trim()))
    .join(', ');
}

/** A scalar that YAML takes for text, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
