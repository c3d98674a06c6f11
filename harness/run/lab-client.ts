import { connect } from 'node:net';
import { eachLine, type Answer, type Question } from './lab-wire.ts';

/** Asks the lab for a case's judgement; rejects when the lab is not there or leaves before it answers. */
export function askLab(address: string, key: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    const question: Question = { ask: key };
    socket.on('connect', () => socket.write(`${JSON.stringify(question)}\n`));
    socket.on('error', (error) => reject(new Error(`no answer from the lab: ${error.message}`)));
    socket.on('close', () => reject(new Error('the lab left without an answer')));
    eachLine(socket, (line) => {
      resolve(JSON.parse(line) as Answer);
      socket.end();
    });
  });
}
