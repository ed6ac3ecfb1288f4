// A list to choose from by typing: a combobox with, for several values, what
// was chosen above it.

import { element, fill, newId, say } from "./element.js";
import { filled, folded, t } from "./words.js";

/** @typedef {{ value: string, label: string, note?: string }} Option */

/** At most so many options are shown at a time. */
const MOST = 40;

/**
 * @param {object} settings
 * @param {string} settings.id the id of the input
 * @param {Option[]} settings.options
 * @param {string[]} settings.chosen
 * @param {boolean} settings.many
 * @param {string} [settings.describedBy]
 * @param {(chosen: string[]) => void} settings.onchange
 */
export function picker({ id, options, chosen, many, describedBy, onchange }) {
  let now = [...chosen];
  let shown = /** @type {Option[]} */ ([]);
  let active = -1;
  const known = new Map(options.map((option) => [option.value, option]));
  const searched = options.map((option) => folded(`${option.label} ${option.value}`));
  const listId = newId();
  const chips = element("ul", { class: "chips" });
  const list = element("ul", { id: listId, role: "listbox", hidden: true, "aria-label": t.choose });
  const input = element("input", {
    id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: t.typeToSearch,
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": listId,
    "aria-describedby": describedBy,
    oninput: () => open(),
    onclick: () => open(),
    onblur: () => close(),
    onkeydown: /** @param {KeyboardEvent} event */ (event) => keydown(event),
  });

  function showChips() {
    fill(
      chips,
      ...now.map((value) => {
        const option = known.get(value);
        const label = option?.label ?? value;
        return element(
          "li",
          { class: option ? "chip" : "chip chip-unknown" },
          option ? label : `${label} (${t.unknownValue})`,
          element("button", {
            type: "button",
            class: "chip-remove",
            "aria-label": filled(t.remove, { what: label }),
            onclick: () => {
              set(now.filter((other) => other !== value));
              say(filled(t.removed, { what: label }));
              input.focus();
            },
          }, "×"),
        );
      }),
    );
    chips.hidden = now.length === 0;
  }

  /** @param {string[]} values */
  function set(values) {
    now = values;
    showChips();
    onchange(now);
  }

  /** @param {Option} option */
  function choose(option) {
    if (many) set(now.includes(option.value) ? now : [...now, option.value]);
    else set([option.value]);
    input.value = "";
    say(filled(t.chosen, { what: option.label }));
    close();
  }

  function open() {
    const wanted = folded(input.value).split(/\s+/).filter((word) => word !== "");
    const found = options.filter(
      (option, place) => !now.includes(option.value) && wanted.every((word) => searched[place]?.includes(word)),
    );
    shown = found.slice(0, MOST);
    active = -1;
    fill(
      list,
      ...shown.map((option, place) =>
        element(
          "li",
          {
            id: `${listId}-${place}`,
            role: "option",
            "aria-selected": "false",
            // Before the input loses focus and closes the list.
            onmousedown: /** @param {MouseEvent} event */ (event) => {
              event.preventDefault();
              choose(option);
            },
          },
          option.label,
          option.note ? element("span", { class: "quiet" }, ` ${option.note}`) : null,
        ),
      ),
      shown.length === 0 ? element("li", { class: "quiet", role: "presentation" }, t.noOption) : null,
      found.length > MOST
        ? element("li", { class: "quiet", role: "presentation" }, filled(t.moreOptions, { n: found.length - MOST }))
        : null,
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} place */
  function mark(place) {
    active = place;
    for (const [at, item] of [...list.querySelectorAll('[role="option"]')].entries()) {
      item.setAttribute("aria-selected", String(at === place));
      if (at === place) item.scrollIntoView({ block: "nearest" });
    }
    input.setAttribute("aria-activedescendant", `${listId}-${place}`);
  }

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (list.hidden) open();
      if (shown.length > 0) mark((active + step + shown.length + (active < 0 && step < 0 ? 1 : 0)) % shown.length);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      const option = shown[active < 0 ? 0 : active];
      if (option) choose(option);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Backspace" && input.value === "" && now.length > 0) {
      set(now.slice(0, -1));
    }
  }

  showChips();
  return element("div", { class: "picker" }, chips, input, list);
}
