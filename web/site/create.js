/**
 * Makes an element for a page.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {object} [properties]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export const create = (name, properties) => Object.assign(document.createElement(name), properties);
