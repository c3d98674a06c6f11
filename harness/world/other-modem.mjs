// A modem of another make, none of pushproof's code: AT commands on TCP, and in place of the radio a receiver at an SMSC.
//   node other-modem.mjs '{"at":2776,"smsc":2775}'      listens for AT commands on `at`, binds to `smsc`
import { Buffer } from 'node:buffer';
import { createServer } from 'node:net';
import smpp from 'smpp';

const { at, smsc } = JSON.parse(process.argv[2] ?? '{}');
const waiting = [];
let line = null;
let isRouting = false;
/** The message that waits for AT+CNMA, and how it is answered on air. */
let open = null;

/** SMS-DELIVER behind an empty service centre address (23.040, 9.2.2.1; 27.005, 3.1). */
function pduOf({ source_addr, esm_class, data_coding, short_message }) {
  const digits = String(source_addr);
  const pairs = `${digits}${digits.length % 2 === 0 ? '' : 'F'}`.match(/../g).map((pair) => pair[1] + pair[0]);
  const elements = Buffer.concat(short_message.udh ?? []);
  const header = elements.length === 0 ? elements : Buffer.concat([Buffer.from([elements.length]), elements]);
  const data = Buffer.concat([header, short_message.message]);
  // More messages are waiting behind each part but the last (TP-MMS 0).
  const part = (short_message.udh ?? []).find((element) => element[0] === 0x00 || element[0] === 0x08);
  const noMore = part === undefined || part.at(-1) === part.at(-2) ? 0x04 : 0x00;
  const octets = Buffer.concat([
    Buffer.from([(esm_class & 0x40) | noMore, digits.length, 0x81]),
    Buffer.from(pairs.join(''), 'hex'),
    Buffer.from([0, data_coding]),
    Buffer.from('62102030405023', 'hex'),
    Buffer.from([data.length]),
    data,
  ]);
  return { length: octets.length, hex: `00${octets.toString('hex').toUpperCase()}` };
}

function report() {
  if (line === null || !isRouting || open !== null || waiting.length === 0) return;
  open = waiting.shift();
  line.write(`\r\n+CMT: ,${open.pdu.length}\r\n${open.pdu.hex}\r\n`);
}

function settle(status) {
  open?.answer(status);
  open = null;
  report();
}

const radio = smpp.connect({ host: '127.0.0.1', port: smsc });
radio.on('error', () => undefined);
radio.on('connect', () => radio.send(new smpp.PDU('bind_receiver', { system_id: 'radio', interface_version: 0x34 })));
radio.on('enquire_link', (pdu) => radio.send(pdu.response()));
radio.on('deliver_sm', (pdu) => {
  waiting.push({ pdu: pduOf(pdu), answer: (command_status) => radio.send(pdu.response({ command_status })) });
  report();
});

createServer((socket) => {
  line = socket;
  let pending = '';
  socket.on('error', () => undefined);
  socket.on('close', () => {
    line = null;
    isRouting = false;
  });
  socket.on('data', (octets) => {
    const commands = (pending + octets.toString('latin1')).split('\r');
    pending = commands.pop();
    for (const command of commands) {
      // Echo, until it is switched off.
      if (command === 'AT') socket.write('AT\r');
      socket.write('\r\nOK\r\n');
      if (command.startsWith('AT+CNMI=')) isRouting = true;
      if (command.startsWith('AT+CNMA')) settle(command === 'AT+CNMA' ? 0 : 0x64);
      report();
    }
  });
}).listen(at, '127.0.0.1', () => process.stdout.write('ready\n'));
