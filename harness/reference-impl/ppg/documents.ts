import type { XmlElement } from '../../wire/pap/xml.ts';
import type { WbxmlElement } from '../../wire/wsp/wbxml.ts';
import type { AttributeModel, DocumentModel } from './documents.table.ts';
import { utcSeconds } from './time.ts';

/** A content document as WBXML takes it, or what in it does not fit its document type. */
export type Read =
  { readonly kind: 'fits'; readonly root: WbxmlElement } | { readonly kind: 'unfit'; readonly what: string };

/** Checks a document against its type; white space between elements is no content. The depth is that of the type. */
export function readDocument(root: XmlElement, model: DocumentModel): Read {
  const rootName = Object.keys(model.elements)[0];
  if (root.name !== rootName) return { kind: 'unfit', what: `root is ${root.name}` };
  const faults: string[] = [];
  const read = readElement(root, model, faults);
  const [fault] = faults;
  return fault === undefined ? { kind: 'fits', root: read } : { kind: 'unfit', what: fault };
}

function readElement(element: XmlElement, model: DocumentModel, faults: string[]): WbxmlElement {
  const { name, attributes } = element;
  const elementModel = model.elements[name];
  if (elementModel === undefined) {
    faults.push(`unknown element ${name}`);
    return { name, attributes: {}, children: [] };
  }
  faults.push(...attributeFaults(name, attributes, elementModel.attributes));
  const children: (WbxmlElement | string)[] = [];
  const seen = new Map<string, number>();
  for (const child of element.children) {
    if (typeof child === 'string') {
      if (elementModel.text) children.push(child);
      else if (child.trim() !== '') faults.push(`text in ${name}`);
    } else if (elementModel.children.some((allowed) => allowed.name === child.name)) {
      seen.set(child.name, (seen.get(child.name) ?? 0) + 1);
      children.push(readElement(child, model, faults));
    } else {
      faults.push(`${child.name} in ${name}`);
    }
  }
  for (const { name: wanted, min, max } of elementModel.children) {
    const times = seen.get(wanted) ?? 0;
    if (times < min || times > max) faults.push(`${wanted} occurs ${times} times in ${name}`);
  }
  return { name, attributes, children };
}

function attributeFaults(
  element: string,
  attributes: Readonly<Record<string, string>>,
  models: Readonly<Record<string, AttributeModel>>,
): string[] {
  const faults: string[] = [];
  for (const [name, model] of Object.entries(models)) {
    const value = attributes[name];
    if (value === undefined) {
      if (model.required) faults.push(`${element} without ${name}`);
    } else if (!holds(model, value)) {
      faults.push(`${name} of ${element} does not hold such a value`);
    }
  }
  for (const name of Object.keys(attributes)) {
    if (models[name] === undefined) faults.push(`unknown attribute ${name} of ${element}`);
  }
  return faults;
}

function holds(model: AttributeModel, value: string): boolean {
  if (model.holds === 'date') return utcSeconds(value) !== null;
  if (model.holds === 'text') return value !== '';
  return model.holds.includes(value);
}
