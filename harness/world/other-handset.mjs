// A handset of another make: none of pushproof's code, to interwork with. Of SMPP it knows what the `smpp` package knows.
//   node other-handset.mjs stdio '{"conflict":"last"}'              the adapter's JSON lines (cli.md, Handset as IUT)
//   node other-handset.mjs smpp '{"port":2775,"inbox":"PATH"}'      binds there, and appends what it shows to PATH
// Every key of the second argument is one of `usual` below, or one of the defects that `flaws` lists.
import { Buffer } from 'node:buffer';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { clearTimeout, setTimeout } from 'node:timers';
import smpp from 'smpp';

/** What a handset may decide (AMB-50, 51, 54, 55), as this one usually does. */
const usual = {
  /** Parts of a set's key beside originator and reference: any of bits, total, ports, recipient. */
  key: ['bits', 'total', 'ports'],
  /** Which of two contents of one index survives: first, last, none. */
  conflict: 'first',
  /** Whether a complete message is remembered, so that its repeats are known. */
  remembers: true,
  /** What becomes of a short message whose numbering is ignored: shown, stored, dropped, port. */
  ignored: 'dropped',
  /** What becomes of one whose header is ignored: data (the octets count as user data), dropped. */
  damaged: 'dropped',
  /** When the reassembly time begins: first, last (segment), never. */
  timeFrom: 'first',
  reassemblyMs: 60000,
  openSets: 32,
  whenFull: 'refuse',
  /** show-first: the message is shown before its last segment is acknowledged. */
  order: 'ack-first',
  /** Milliseconds until an acknowledgement goes out. */
  ackMs: 0,
  /** Whether what no application knows is shown: other ports, other content. */
  showsUnknown: false,
  bind: 'receiver',
  systemId: 'other',
  password: '',
  addressRange: '',
  /** Whether inbox lines say whom they are for. */
  saysTo: false,
};

/** Near misses: what it does wrong when the name is among the arguments' `flaws`. */
const flaws = new Set([
  'never-acknowledges',
  'refuses-duplicates',
  'silent-on-damaged-header',
  'header-left-in-later-segments',
  'arrival-order',
  'appends-repeats',
  'shows-again-on-late-repeat',
  'shows-late-repeat-alone',
  'index-zero-counts',
  'index-above-total-counts',
  'total-zero-completes',
  'total-not-looked-at',
  'originator-not-looked-at',
  'one-set-only',
  'shows-parts-at-timeout',
  'never-forgets',
  'appends-conflicts',
  'mixes-conflicts',
  'ports-first-only',
  'stops-at-unknown-element',
  'first-element-counts',
  'damaged-header-counts',
  'crashes-on-damaged-header',
  'falls-silent-when-full',
  'signed-totals',
  'waits-for-more-at-one',
  'fixed-size-slots',
  'fill-bits-kept',
  'drops-split-characters',
  'drops-the-last-octet',
  'acknowledges-the-last-only',
]);

const [front, argument = '{}'] = process.argv.slice(2);
const said = JSON.parse(argument);
const { port = 0, inbox = '', flaws: named = [], ...stated } = said;
const how = { ...usual, ...stated };
for (const flaw of named) if (!flaws.has(flaw)) throw new RangeError(`no flaw ${flaw}`);
for (const key of Object.keys(stated)) if (!(key in usual)) throw new RangeError(`no key ${key}`);
const has = (flaw) => named.includes(flaw);

let open = new Map();
let done = new Map();
let isMute = false;

function forget() {
  for (const set of open.values()) clearTimeout(set.timer);
  open = new Map();
  done = new Map();
  isMute = false;
}

/** Elements of a header that can be read to its end; `null`: it is to be ignored. */
function elementsOf(userData) {
  const end = (userData[0] ?? 0) + 1;
  if (end < 3 || end > userData.length) return null;
  const elements = [];
  for (let at = 1; at < end;) {
    const length = userData[at + 1] ?? 0;
    if (at + 2 + length > end)
      return has('damaged-header-counts')
        ? [...elements, { iei: userData[at], octets: userData.subarray(at + 2, at + 2 + length) }]
        : null;
    elements.push({ iei: userData[at], octets: userData.subarray(at + 2, at + 2 + length) });
    at += 2 + length;
    if (has('stops-at-unknown-element') && ![0, 4, 5, 8].includes(elements.at(-1).iei)) break;
  }
  return elements;
}

function numberingOf(elements) {
  const known = elements
    .filter(({ iei, octets }) => (iei === 0 && octets.length === 3) || (iei === 8 && octets.length === 4))
    .map(({ iei, octets }) => ({
      bits: iei === 0 ? 8 : 16,
      reference: iei === 0 ? octets[0] : octets[0] * 256 + octets[1],
      total: octets.at(-2),
      index: octets.at(-1),
    }));
  if (has('ports-first-only') && elements[0]?.iei === 0) return { numbering: null, isIgnored: false };
  const isValid = ({ total, index }) => {
    if (has('total-zero-completes') && total === 0) return true;
    if (has('index-zero-counts') && index === 0) return total > 0;
    if (has('index-above-total-counts') && index > total) return total > 0;
    if (has('signed-totals') && total > 127) return false;
    return total > 0 && index > 0 && index <= total;
  };
  const valid = known.filter(isValid);
  const numbering = (has('first-element-counts') ? valid[0] : valid.at(-1)) ?? null;
  return { numbering, isIgnored: known.length > 0 && numbering === null };
}

function portsOf(elements) {
  const found = elements
    .filter(({ iei, octets }) => (iei === 5 && octets.length === 4) || (iei === 4 && octets.length === 2))
    .at(-1);
  if (found === undefined) return null;
  return found.iei === 5 ? found.octets.readUInt16BE(0) : found.octets[0];
}

/** A short message: `from`, `to`, `coding` (7, 8, 16), `hasHeader`, `userData` (text unpacked). Answers `null` or an RP cause. */
function receive(message) {
  if (isMute) return undefined;
  const elements = message.hasHeader ? elementsOf(message.userData) : [];
  if (elements === null) {
    if (has('crashes-on-damaged-header')) process.exit(1);
    if (has('silent-on-damaged-header')) return undefined;
    if (how.damaged === 'data') present(message, message.userData, null);
    return null;
  }
  const headerOctets = message.hasHeader ? message.userData[0] + 1 : 0;
  const data = message.userData.subarray(headerOctets);
  const destination = portsOf(elements);
  const { numbering, isIgnored } = numberingOf(elements);
  if (numbering?.total === 0) return show(message, Buffer.alloc(0));
  if (numbering === null) {
    if (isIgnored && how.ignored === 'shown') return show(message, data);
    if (isIgnored && how.ignored !== 'port') return null;
    present(message, data, destination);
    return null;
  }
  return take(message, numbering, data, destination);
}

function keyOf({ from, to }, { bits, reference, total }, destination) {
  const parts = { bits, total, ports: destination, recipient: to };
  const chosen = how.key.filter((part) => !(part === 'total' && has('total-not-looked-at'))).map((part) => parts[part]);
  return [has('originator-not-looked-at') ? '' : from, reference, ...chosen].join(' ');
}

function take(message, numbering, data, destination) {
  const { total, index } = numbering;
  const key = keyOf(message, numbering, destination);
  let set = open.get(key);
  // Differing totals never make up one message, whatever the key is: the newer one counts.
  if (set !== undefined && set.total !== total && !has('total-not-looked-at')) {
    remove(key);
    set = undefined;
  }
  const before = done.get(key);
  if (set === undefined && before?.parts.get(index)?.equals(data) === true) {
    if (has('refuses-duplicates')) return 21;
    if (has('shows-again-on-late-repeat')) show(message, before.whole);
    if (has('shows-late-repeat-alone')) show(message, data);
    return null;
  }
  if (set === undefined) {
    if (has('one-set-only')) for (const other of [...open.keys()]) remove(other);
    if (open.size >= how.openSets) {
      if (has('falls-silent-when-full')) {
        isMute = true;
        return undefined;
      }
      if (how.whenFull === 'refuse') return 22;
      remove([...open.keys()][0]);
    }
    set = { total, parts: new Map(), timer: undefined, broken: false, message };
    open.set(key, set);
    if (how.timeFrom === 'first') startTime(key, set);
  }
  if (how.timeFrom === 'last') startTime(key, set);
  const known = set.parts.get(index);
  if (known !== undefined && known.equals(data)) {
    if (has('refuses-duplicates')) return 21;
    if (has('appends-repeats')) set.parts.set(index, Buffer.concat([known, data]));
    return null;
  }
  if (known !== undefined) {
    if (has('appends-conflicts')) set.parts.set(index, Buffer.concat([known, data]));
    else if (has('mixes-conflicts')) set.parts.set(index, Buffer.concat([data.subarray(0, 20), known.subarray(20)]));
    else if (how.conflict === 'last') set.parts.set(index, Buffer.from(data));
    else if (how.conflict === 'none') remove(key);
    return null;
  }
  const kept = has('header-left-in-later-segments') && index > 1 ? message.userData : data;
  set.parts.set(index, Buffer.from(kept));
  if (has('waits-for-more-at-one') && total === 1) return null;
  if (set.parts.size < total) return null;
  remove(key);
  const whole = join(set, message);
  if (how.remembers) done.set(key, { parts: set.parts, whole });
  if (done.size > 100) done.delete([...done.keys()][0]);
  present(message, whole, destination);
  return null;
}

function join({ parts, total }, { coding }) {
  const inOrder = has('arrival-order')
    ? [...parts.values()]
    : Array.from({ length: Math.max(total, ...parts.keys()) + 1 }, (_, index) => parts.get(index)).filter(
        (part) => part !== undefined,
      );
  if (has('fixed-size-slots')) {
    const whole = Buffer.alloc(128 * (total - 1) + inOrder.at(-1).length);
    inOrder.forEach((part, at) => part.copy(whole, 128 * at));
    return whole;
  }
  const whole = Buffer.concat(inOrder);
  return has('drops-the-last-octet') && total > 2 && coding === 8 ? whole.subarray(0, -1) : whole;
}

function startTime(key, set) {
  clearTimeout(set.timer);
  if (has('never-forgets') || how.timeFrom === 'never') return;
  set.timer = setTimeout(() => {
    if (open.get(key) !== set) return;
    if (has('shows-parts-at-timeout')) show(set.message, Buffer.concat([...set.parts.values()]));
    remove(key);
  }, how.reassemblyMs);
  set.timer.unref();
}

function remove(key) {
  clearTimeout(open.get(key)?.timer);
  open.delete(key);
}

/** What is complete goes to its application; what has no port is text. */
function present(message, whole, destination) {
  if (destination === null) return void show(message, whole);
  const isPush = whole[1] === 0x06 && (whole[2] ?? 0) + 3 <= whole.length && isKnown(whole);
  if ((destination === 2948 && isPush) || how.showsUnknown) show(message, whole);
}

/** A push whose header length is true; a body that is empty or of a broken document is not worth showing. */
function isKnown(whole) {
  return whole[2] > 0 && whole[2] < 0x80 && whole.length > whole[2] + 3;
}

const later = [];
function show(message, octets) {
  const line = { hex: Buffer.from(octets).toString('hex'), ...(how.saysTo ? { to: message.to } : {}) };
  later.push(line);
  return null;
}

/** Answers a short message and shows what came of it, in the order that this handset has. */
function handle(message, answer) {
  const outcome = receive(message);
  const isLast = message.userData.length === 0 || isLastOrLone(message);
  const answered =
    outcome !== undefined && !has('never-acknowledges') && (isLast || !has('acknowledges-the-last-only'));
  const shown = later.splice(0);
  const showAll = () => shown.forEach(tell);
  if (how.order === 'show-first') showAll();
  const acknowledge = () => {
    if (answered) answer(outcome);
    if (how.order !== 'show-first') showAll();
  };
  if (how.ackMs === 0) acknowledge();
  else setTimeout(acknowledge, how.ackMs);
}

function isLastOrLone({ hasHeader, userData }) {
  const { numbering } = numberingOf((hasHeader ? elementsOf(userData) : []) ?? []);
  return numbering === null || numbering.index === numbering.total;
}

let tell = () => undefined;

/** SMS-DELIVER (23.040, 9.2.2.1); throws for what is none. */
function tpduOf(octets) {
  const digits = octets[1];
  const type = octets[2];
  let at = 3 + Math.ceil(digits / 2);
  const from = `${type.toString(16)}/${octets.subarray(3, at).toString('hex')}`;
  const dcs = octets[at + 1];
  at += 9;
  const length = octets[at];
  const coding = codingOf(dcs);
  const ud = octets.subarray(at + 1);
  const hasHeader = (octets[0] & 0x40) !== 0;
  return {
    from,
    to: '',
    coding,
    hasHeader,
    userData: coding === 7 ? unpacked(ud, length, hasHeader) : ud.subarray(0, length),
  };
}

/** Bits of the alphabet by TP-DCS (23.038, 4). */
function codingOf(dcs) {
  if (dcs >= 0xf0) return (dcs & 4) === 0 ? 7 : 8;
  if (dcs >= 0xe0) return 16;
  if (dcs >= 0x80) return 7;
  return [7, 8, 16, 7][(dcs >> 2) & 3];
}

/** Header octets, then one septet an octet, without fill bits (23.040, 9.2.3.24). */
function unpacked(octets, septets, hasHeader) {
  const header = hasHeader ? octets.subarray(0, Math.min(octets.length, octets[0] + 1)) : octets.subarray(0, 0);
  const skipped = has('fill-bits-kept') ? 8 * header.length : 7 * Math.ceil((8 * header.length) / 7);
  const text = [];
  for (
    let bit = skipped;
    bit + 7 <= 7 * septets ||
    (has('fill-bits-kept') &&
      bit + 7 <= 8 * octets.length &&
      text.length < septets - Math.ceil((8 * header.length) / 7));
    bit += 7
  ) {
    const pair = (octets[bit >> 3] ?? 0) | ((octets[(bit >> 3) + 1] ?? 0) << 8);
    text.push((pair >> (bit & 7)) & 0x7f);
  }
  return Buffer.concat([header, Buffer.from(text)]);
}

function onStdio() {
  tell = (line) => void process.stdout.write(`${JSON.stringify({ inbox: line })}\n`);
  createInterface({ input: process.stdin }).on('line', (text) => {
    const { deliver, reset } = JSON.parse(text);
    if (reset === true) {
      forget();
      process.stdout.write('{"ready":true}\n');
    }
    if (deliver === undefined) return;
    handle(tpduOf(Buffer.from(deliver.tpdu, 'hex')), (cause) => {
      process.stdout.write(`${JSON.stringify(cause === null ? { ack: deliver.id } : { error: deliver.id, cause })}\n`);
    });
  });
}

/** command_status for an RP cause: temporary, or this message for good (SMPP 5.0, 4.7.6). */
const statusOf = (cause) => (cause === null ? 0 : cause === 22 ? 0x14 : 0x66);

function onSmpp() {
  tell = (line) => appendFileSync(inbox, `${JSON.stringify(line)}\n`);
  const session = smpp.connect({ host: '127.0.0.1', port });
  let pause;
  session.on('error', () => undefined);
  session.on('close', () => {
    pause ??= setTimeout(onSmpp, 200);
  });
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => {
    session.send(pdu.response());
    session.close();
  });
  session.on('connect', () => {
    const account = {
      system_id: how.systemId,
      password: how.password,
      interface_version: 0x34,
      address_range: how.addressRange,
    };
    session.send(new smpp.PDU(`bind_${how.bind}`, account));
  });
  for (const command of ['deliver_sm', 'data_sm']) {
    session.on(command, (pdu) => {
      handle(shortMessageOf(pdu), (cause) => session.send(pdu.response({ command_status: statusOf(cause) })));
    });
  }
}

/** The octets of short_message: the package loses what headers and text it cannot read. */
function shortMessageOf({ raw }) {
  let at = 16;
  const string = () => {
    const end = raw.indexOf(0, at);
    const text = raw.subarray(at, end).toString('latin1');
    at = end + 1;
    return text;
  };
  const octet = () => raw[at++];
  string();
  const from = `${octet()}/${octet()}/${string()}`;
  octet();
  octet();
  const to = string();
  const hasHeader = (octet() & 0x40) !== 0;
  octet();
  octet();
  string();
  string();
  octet();
  octet();
  const coding = codingOf(octet());
  octet();
  const length = octet();
  return { from, to, coding, hasHeader, userData: raw.subarray(at, at + length) };
}

const read = smpp.PDU.prototype.fromBuffer;
smpp.PDU.prototype.fromBuffer = function (octets) {
  this.raw = octets;
  read.call(this, octets);
};

if (front === 'stdio') onStdio();
else onSmpp();
