// The ids of a post that stands among others in one document.

/** Puts a prefix before them: two posts may have the same, and none may pass for one of the page. @param {Element} view @param {string} prefix */
export function prefixIds(view, prefix) {
  const named = (/** @type {string} */ id) => prefix + id;
  for (const element of view.querySelectorAll("[id]")) element.id = named(element.id);
  for (const link of view.querySelectorAll("a[href^='#']")) link.setAttribute("href", `#${named(/** @type {string} */ (link.getAttribute("href")).slice(1))}`);
  for (const attribute of ["name", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details"]) {
    for (const element of view.querySelectorAll(`[${attribute}]`)) {
      element.setAttribute(attribute, /** @type {string} */ (element.getAttribute(attribute)).split(/\s+/).map(named).join(" "));
    }
  }
}
