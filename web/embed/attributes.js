// The attributes of <post-view> as properties.

/** What can be said of `<post-view>` in its tag, and is a property as well. */
export class Attributes extends HTMLElement {
  /** The address of the source, as it was given; "" where there is none. @type {string} */
  get src() {
    return this.getAttribute("src") ?? "";
  }
  set src(value) {
    this.setAttribute("src", value);
  }

  /** Its colours; auto are those of the page around it. @type {"auto"|"light"|"dark"} */
  get theme() {
    return oneOf(this.getAttribute("theme"), "auto", "light", "dark");
  }
  set theme(value) {
    this.setAttribute("theme", value);
  }

  /** Whether there is a table of contents. @type {boolean} */
  get toc() {
    return this.hasAttribute("toc");
  }
  set toc(value) {
    this.toggleAttribute("toc", value);
  }

  /** Whether there is the body alone, without header and footer. @type {boolean} */
  get bare() {
    return this.hasAttribute("bare");
  }
  set bare(value) {
    this.toggleAttribute("bare", value);
  }

  /** What becomes of raw HTML. @type {"sanitize"|"omit"} */
  get policy() {
    return /** @type {"sanitize"|"omit"} */ (this.getAttribute("policy") || "sanitize");
  }
  set policy(value) {
    this.setAttribute("policy", value);
  }

  /** When it loads: at once, or as it comes near the screen. @type {"eager"|"lazy"} */
  get loading() {
    return oneOf(this.getAttribute("loading"), "eager", "lazy");
  }
  set loading(value) {
    this.setAttribute("loading", value);
  }

  /** The level of the title, 1 to 6. @type {number} */
  get headingLevel() {
    const level = Number(this.getAttribute("heading-level"));
    return level >= 1 && level <= 6 ? Math.floor(level) : 1;
  }
  set headingLevel(value) {
    this.setAttribute("heading-level", String(value));
  }

  /** Whether it stands in the light DOM, in the styles of the page, instead of a shadow root. @type {boolean} */
  get light() {
    return this.hasAttribute("light");
  }
  set light(value) {
    this.toggleAttribute("light", value);
  }
}

/**
 * The value, if it is one of these, and else the first.
 * @template {string} Value
 * @param {string | null} value
 * @param {...Value} values
 * @returns {Value}
 */
const oneOf = (value, ...values) => values.find((known) => known === value?.toLowerCase()) ?? values[0];
