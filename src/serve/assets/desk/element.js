// Makes elements: the one way in which this desk puts anything in its page.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [properties] attributes; `on…` listens, `class` and the rest are set as given
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on") && typeof value === "function") {
      made.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (name === "value" || name === "checked" || name === "disabled") {
      /** @type {any} */ (made)[name] = value;
    } else {
      made.setAttribute(name, value === true ? "" : String(value));
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

let last = 0;

/** An id that no other element has. */
export function newId() {
  last += 1;
  return `id-${last}`;
}

/** Puts these children in the place of those that are there. @param {Element} parent @param {Child[]} children */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false));
}

/** Says something to who cannot see it, and shows it for a moment. @param {string} text */
export function say(text) {
  const status = document.querySelector(".status");
  if (status) status.textContent = text;
}

/** A button. @param {string} text @param {() => void} act @param {Record<string, unknown>} [properties] */
export function button(text, act, properties = {}) {
  return element("button", { type: "button", onclick: act, ...properties }, text);
}
