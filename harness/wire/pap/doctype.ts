/** A processing instruction; `body` is what follows the target. */
export type Instruction = { readonly target: string; readonly body: string };

/** A document type declaration; `internal` is what stands between the brackets, as written. */
export type XmlDoctype = {
  readonly name: string;
  readonly publicId: string;
  readonly systemId: string;
  readonly internal: string;
};

export type DoctypeReading = {
  readonly doctype: XmlDoctype | null;
  /** Those of the internal subset. */
  readonly instructions: readonly Instruction[];
  readonly complaints: readonly string[];
};

const DOCTYPE =
  /^\s+([^\s["'<>]+)(?:\s+PUBLIC\s+("[^"]*"|'[^']*')\s+("[^"]*"|'[^']*')|\s+SYSTEM\s+("[^"]*"|'[^']*'))?\s*(?:\[([^]*)\]\s*)?$/;

/** Reads what stands between `<!DOCTYPE` and `>`. Declarations in the internal subset are refused, none is acted on. */
export function readDoctype(text: string): DoctypeReading {
  const match = DOCTYPE.exec(text);
  if (match === null)
    return { doctype: null, instructions: [], complaints: ['document type declaration is malformed'] };
  const [, name = '', publicId = '""', publicSystemId, systemId = '""', internal = ''] = match;
  const doctype = {
    name,
    publicId: publicId.slice(1, -1),
    systemId: (publicSystemId ?? systemId).slice(1, -1),
    internal,
  };
  return { doctype, ...readInternalSubset(internal) };
}

function readInternalSubset(internal: string): Omit<DoctypeReading, 'doctype'> {
  const instructions: Instruction[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(internal.charAt(at))) at += 1;
    if (at === internal.length) return { instructions, complaints: [] };
    const closing = internal.startsWith('<?', at) ? '?>' : internal.startsWith('<!--', at) ? '-->' : null;
    const end = closing === null ? -1 : internal.indexOf(closing, at + closing.length);
    if (closing === null || end === -1) {
      return { instructions, complaints: [`'${internal.slice(at, at + 40)}' in the internal subset is refused`] };
    }
    if (closing === '?>') instructions.push(readInstruction(internal.slice(at + 2, end)));
    at = end + closing.length;
  }
}

function readInstruction(text: string): Instruction {
  const blank = text.search(/\s/);
  return blank === -1 ? { target: text, body: '' } : { target: text.slice(0, blank), body: text.slice(blank).trim() };
}
