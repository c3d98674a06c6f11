/** What a hostile PI does on one connection. */
export type Attack = {
  readonly name: string;
  /** The octets, piece by piece; they end when the PPG has had enough. */
  readonly pieces: (place: Place) => Iterable<string>;
  /** What the PPG may say to it; `closed` = nothing, and the connection is gone. */
  readonly answers: readonly Reaction[];
  /** Whether it must come to an end before all of it is written. */
  readonly isCutOff: boolean;
  /** Whether a push is hidden in it, of which the PPG must never know. */
  readonly hides: boolean;
};

/** `pap 2000`: a PAP document with that code; `http 413`: that status without PAP. */
export type Reaction = 'pap 1001' | 'pap 2000' | 'http 400' | 'http 413' | 'closed';

/** Where an attack happens. */
export type Place = {
  /** A file that nobody's answer may tell of, and a URL that nobody may ask for. */
  readonly secretFile: string;
  readonly trapUrl: string;
  /** push-id of what is hidden in an attack. */
  readonly hidden: string;
  /** Octets of the largest attacks. */
  readonly largest: number;
};

const BOUNDARY = 'b';
const PIECE_OCTETS = 65_536;
const DOCTYPE = '<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd"';
const ADDRESS = '<address address-value="WAPPUSH=+15550100001/TYPE=PLMN@ppg.example.com"/>';

/** A control entity with a push-id; `subset` stands in its DOCTYPE, `attributes` and `children` in its push-message. */
export function control(pushId: string, { subset = '', attributes = '', children = ADDRESS } = {}): string {
  const doctype = subset === '' ? '' : `${DOCTYPE} [${subset}]>`;
  return `<?xml version="1.0"?>${doctype}<pap><push-message push-id="${pushId}"${attributes}>${children}</push-message></pap>`;
}

function multipart(controlEntity: string): string {
  const parts = [`Content-Type: application/xml\r\n\r\n${controlEntity}`, 'Content-Type: text/plain\r\n\r\nHello'];
  return `${parts.map((part) => `--${BOUNDARY}\r\n${part}\r\n`).join('')}--${BOUNDARY}--\r\n`;
}

/** A request with this body; `headers` say how long it is. */
function post(body: string, headers: readonly string[]): string {
  const type = `Content-Type: multipart/related; boundary=${BOUNDARY}; type="application/xml"`;
  return [`POST /pap HTTP/1.1`, 'Host: ppg.example.com', type, ...headers, '', body].join('\r\n');
}

/** A push submission, whole. */
export function submission(controlEntity: string): string {
  const body = multipart(controlEntity);
  return post(body, [`Content-Length: ${body.length}`, 'Connection: close']);
}

/** A request about a push. */
export function statusQuery(pushId: string): string {
  const body = `<?xml version="1.0"?><pap><statusquery-message push-id="${pushId}"/></pap>`;
  const head = ['POST /pap HTTP/1.1', 'Host: ppg.example.com', 'Content-Type: application/xml'];
  return [...head, `Content-Length: ${body.length}`, 'Connection: close', '', body].join('\r\n');
}

function* endless(start: string, piece: string, octets: number): Generator<string> {
  yield start;
  for (let sent = 0; sent < octets; sent += piece.length) yield piece;
}

const X = 'x'.repeat(PIECE_OCTETS);
const CHUNK = `${PIECE_OCTETS.toString(16)}\r\n${X}\r\n`;

/** One document that is refused as what it is. */
function document(name: string, write: (place: Place) => string): Attack {
  return {
    name,
    pieces: (place) => [submission(write(place))],
    answers: ['pap 2000'],
    isCutOff: false,
    hides: false,
  };
}

/** Octets without end, which are cut off. */
function flood(name: string, start: string, piece: string): Attack {
  return {
    name,
    pieces: ({ largest }) => endless(start, piece, largest),
    answers: ['http 413', 'http 400', 'closed'],
    isCutOff: true,
    hides: false,
  };
}

/** A request whose end is told in two ways, and another one behind the first of them. */
function smuggling(name: string, headers: readonly string[], body: string): Attack {
  return {
    name,
    pieces: ({ hidden }) => [post(`${body}${submission(control(hidden))}`, headers)],
    answers: ['pap 2000', 'http 400', 'http 413', 'closed'],
    isCutOff: false,
    hides: true,
  };
}

/** Eight levels of eight: 16 million times the first text. */
const LAUGHS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
  .map((name, at, names) => {
    const text = at === 0 ? 'ha ' : `&${names[at - 1] ?? ''};`.repeat(8);
    return `<!ENTITY ${name} "${text}">`;
  })
  .join('');

/** What the reference PPG is asked to bear (issue and SEC-001 … SEC-011). */
export const ATTACKS: readonly Attack[] = [
  document('XXE: an entity that is a file', ({ secretFile, hidden }) =>
    control(hidden, { subset: `<!ENTITY x SYSTEM "file://${secretFile}">`, attributes: ' source-reference="&x;"' }),
  ),
  document('XXE: an entity behind a URL', ({ trapUrl, hidden }) =>
    control(hidden, { subset: `<!ENTITY x SYSTEM "${trapUrl}">`, attributes: ' source-reference="&x;"' }),
  ),
  document('XXE: a parameter entity behind a URL', ({ trapUrl, hidden }) =>
    control(hidden, { subset: `<!ENTITY % x SYSTEM "${trapUrl}"> %x;` }),
  ),
  {
    // It names nothing that is needed, so that the push in it may be one.
    ...document('a DTD behind a URL', ({ trapUrl, hidden }) =>
      control(hidden).replace('<pap>', `<!DOCTYPE pap SYSTEM "${trapUrl}"><pap>`),
    ),
    answers: ['pap 1001', 'pap 2000'],
  },
  document('a thousand million laughs', ({ hidden }) =>
    control(hidden, { subset: LAUGHS, attributes: ' source-reference="&i;"' }),
  ),
  document('one long entity, 10,000 times', ({ hidden }) =>
    control(hidden, {
      subset: `<!ENTITY a "${'a'.repeat(20_000)}">`,
      attributes: ` source-reference="${'&a;'.repeat(10_000)}"`,
    }),
  ),
  document('10,000 nested elements', ({ hidden }) =>
    control(hidden, { children: `${ADDRESS}${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}` }),
  ),
  document('100,000 attributes', ({ hidden }) => {
    const attributes = Array.from({ length: 100_000 }, (_, at) => ` a${at}=""`).join('');
    return control(hidden, { attributes: attributes.slice(0, 1_000_000) });
  }),
  document('a name of 500,000 characters', ({ hidden }) =>
    control(hidden, { children: `${ADDRESS}<${'a'.repeat(500_000)}/>` }),
  ),
  flood('a body in chunks', post('', ['Transfer-Encoding: chunked']), CHUNK),
  flood('a body announced', post('', ['Content-Length: 1073741824']), X),
  flood('one chunk announced', post('40000000\r\n', ['Transfer-Encoding: chunked']), X),
  flood('a chunk size of many digits', post('', ['Transfer-Encoding: chunked']), '0'.repeat(PIECE_OCTETS)),
  flood('a header without end', 'POST /pap HTTP/1.1\r\nX: ', X),
  flood('headers without end', 'POST /pap HTTP/1.1\r\n', 'X: y\r\n'.repeat(10_000)),
  flood('trailers without end', post('0\r\n', ['Transfer-Encoding: chunked']), 'X: y\r\n'.repeat(10_000)),
  smuggling('Content-Length before chunked', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
  smuggling('chunked before Content-Length', ['Transfer-Encoding: chunked', 'Content-Length: 5'], '0\r\n\r\n'),
  smuggling('two lengths', ['Content-Length: 0', 'Content-Length: 900'], ''),
  smuggling('two lengths in one', ['Content-Length: 0, 900'], ''),
  smuggling('a length with a sign', ['Content-Length: +0'], ''),
  smuggling('a coding that is nearly chunked', ['Content-Length: 0', 'Transfer-Encoding: xchunked'], ''),
  smuggling('a folded coding', ['Content-Length: 0', 'Transfer-Encoding:', ' chunked'], '0\r\n\r\n'),
  smuggling('a blank before the colon', ['Content-Length: 0', 'Transfer-Encoding : chunked'], '0\r\n\r\n'),
  smuggling('a chunk size with a sign', ['Transfer-Encoding: chunked'], '-1\r\n\r\n0\r\n\r\n'),
];
