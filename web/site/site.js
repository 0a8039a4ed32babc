// What a page says of itself. Its address in the site can't be read from that in the browser, for hosts have
// their own: /a or /a.html for the same page.

const { dataset } = document.documentElement;

/** The URL of the site's root. */
export const site = new URL(/** @type {string} */ (dataset.root), location.href).href;

/** The URL of what is shown, as links of the site have it: without its query. */
export const ownURL = () => site + dataset.address;
