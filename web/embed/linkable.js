/**
 * The URL of an address that comes from outside, such as an attribute or a query, or undefined where it must
 * not become a link. A link leads by http or https, or the way that the page itself came, which may be a file or
 * a part of an app. All else stays text: a browser runs javascript: in this page, and a page in blob: as one
 * of this origin; data: it would not open.
 * @param {string} address
 * @param {string} base
 * @returns {string | undefined}
 */
export function linkable(address, base) {
  try {
    const { href, protocol } = new URL(address, base);
    if (/^https?:$/.test(protocol) || href.startsWith(`${location.protocol}//`)) return href;
  } catch {
    // It is no address.
  }
}
