/** Everything the page needs is in it; what comes from elsewhere does not come at all. */
const CONTENT_POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";

/** Takes analytics out of a page, and forbids it every foreign host. */
export function keepAtHome(html: string): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">`;
  return html
    .replaceAll(/<script\b[^>]*\bsrc\s*=\s*["']?(?:https?:)?\/\/[^>]*>\s*<\/script>/gi, '')
    .replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/gi, (script) => (/\bgtag\(/.test(script) ? '' : script))
    .replace(/<meta charset=[^>]*>/i, (charset) => `${charset}\n    ${policy}`);
}
