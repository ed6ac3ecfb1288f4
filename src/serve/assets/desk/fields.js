// One field of an article's form, made from what the site declares of it.

import { element, fill, newId } from "./element.js";
import { picker } from "./picker.js";
import { filled, t } from "./words.js";

/** @typedef {import("./api.js").Field} Field */
/** @typedef {import("./api.js").Value} Value */
/** @typedef {import("./api.js").Problem} Problem */
/** @typedef {{ field: Field, element: HTMLElement, show: (problems: Problem[]) => void, focus: () => void }} Control */

/** So many options can still be taken in at a glance. */
const AT_A_GLANCE = 12;

/** The label of a field. @param {Field} field */
export function labelOf(field) {
  return field.label ?? t.keys[field.name] ?? field.name;
}

/**
 * @param {Field} field
 * @param {Value | undefined} value
 * @param {import("./api.js").Site} site
 * @param {(value: Value) => void} onchange
 * @returns {Control}
 */
export function control(field, value, site, onchange) {
  const id = newId();
  const help = field.help ?? t.keyHelp[field.name] ?? null;
  const parts = { id, help: `${id}-help`, errors: `${id}-errors` };
  const describedBy = `${parts.help} ${parts.errors}`;
  const helpText = [help, field.many && isText(field) ? t.onePerLine : null].filter(Boolean).join(" ");
  const errors = element("div", { id: parts.errors, class: "field-errors" });
  const required = field.required ? element("span", { class: "required" }, ` (${t.required})`) : null;
  const input = inputOf(field, value, site, onchange, id, describedBy);
  const isGroup = input instanceof HTMLFieldSetElement;
  const helped = element("p", { id: parts.help, class: "help", hidden: helpText === "" }, helpText);
  const whole = element("div", { class: "field", "data-field": field.name });
  if (isGroup) {
    input.prepend(element("legend", {}, labelOf(field), required), helped);
    whole.append(input, errors);
  } else if (field.name === "draft") {
    whole.append(element("label", { class: "check", for: id }, input, ` ${labelOf(field)}`), helped, errors);
  } else {
    whole.append(element("label", { for: id }, labelOf(field), required), helped, input, errors);
  }
  return {
    field,
    element: whole,
    focus: () => /** @type {HTMLElement | null} */ (whole.querySelector("input, select, textarea"))?.focus(),
    show(problems) {
      fill(errors, ...problems.map((problem) => problemText(problem)));
      whole.classList.toggle("has-error", problems.some((problem) => problem.severity === "error"));
      whole.classList.toggle("has-warning", problems.some((problem) => problem.severity === "warning"));
      const invalid = String(problems.length > 0);
      for (const part of whole.querySelectorAll("input, select, textarea")) part.setAttribute("aria-invalid", invalid);
    },
  };
}

/**
 * A problem in words. A form says of a field that is empty what to do in the
 * form, not in the file.
 * @param {Problem} problem @param {string} [label]
 */
export function problemText(problem, label) {
  const missing = problem.code === "missing-field" && problem.field !== null;
  const message = missing
    ? `${label ?? ""}${label ? ": " : ""}${t.mustBeFilledIn}`
    : `${problem.message.charAt(0).toUpperCase()}${problem.message.slice(1)}${/[.!?]$/.test(problem.message) ? "" : "."} ${problem.help}`;
  // What stands between backticks is to be read letter by letter.
  const parts = message.trim().split("`").map((part, place) => (place % 2 === 1 ? element("code", {}, part) : part));
  return element("p", { class: `problem problem-${problem.severity}` }, parts);
}

/** @param {Field} field */
const isText = (field) => field.kind === "text" || field.kind === "url";

/**
 * @param {Field} field @param {Value | undefined} value @param {import("./api.js").Site} site
 * @param {(value: Value) => void} onchange @param {string} id @param {string} describedBy
 * @returns {HTMLElement}
 */
function inputOf(field, value, site, onchange, id, describedBy) {
  const common = { id, "aria-describedby": describedBy };
  const required = field.required ? { "aria-required": "true" } : {};
  const list = Array.isArray(value) ? value.map(String) : value === null || value === undefined ? [] : [String(value)];
  if (field.kind === "reference" || (field.kind === "choice" && field.options.length > AT_A_GLANCE)) {
    const options = field.kind === "reference" ? entriesOf(site, field.to) : plain(field.options);
    return picker({
      id,
      options,
      chosen: list,
      many: field.many,
      describedBy,
      onchange: (chosen) => onchange(field.many ? chosen : (chosen[0] ?? null)),
    });
  }
  if (field.kind === "choice" && field.many) return boxes(field, list, onchange, id, describedBy);
  if (field.kind === "choice") return select(plain(field.options), list[0], onchange, { ...common, ...required });
  if (field.kind === "boolean" && field.name === "draft") {
    const box = element("input", { ...common, type: "checkbox", checked: value === true });
    box.addEventListener("change", () => onchange(box.checked ? true : null));
    return box;
  }
  if (field.kind === "boolean") {
    const options = [{ value: "true", label: t.yes }, { value: "false", label: t.no }];
    const read = (/** @type {Value} */ chosen) => onchange(chosen === null ? null : chosen === "true");
    return select(options, list[0], read, { ...common, ...required });
  }
  if (field.many) {
    const area = element("textarea", { ...common, ...required, rows: Math.min(8, Math.max(2, list.length + 1)) });
    area.value = list.join("\n");
    area.addEventListener("input", () => {
      const lines = area.value.split("\n").map((line) => line.trim()).filter((line) => line !== "");
      onchange(field.kind === "number" ? lines.map(numberOr) : lines);
    });
    return area;
  }
  const text = list.join(", ");
  if (field.name === "description" || text.length > 90) {
    const area = element("textarea", { ...common, ...required, rows: 3 });
    area.value = text;
    area.addEventListener("input", () => onchange(area.value.replace(/\s*\n\s*/g, " ").trim() || null));
    return area;
  }
  // What is no day cannot stand in a field for days, and must not vanish.
  const isDay = field.kind === "date" && (text === "" || /^\d{4}-\d{2}-\d{2}$/.test(text));
  const type = isDay ? "date" : field.kind === "url" ? "url" : "text";
  const input = element("input", { ...common, ...required, type, value: text });
  if (field.kind === "number") input.inputMode = "decimal";
  input.addEventListener("input", () => {
    const typed = input.value.trim();
    onchange(typed === "" ? null : field.kind === "number" ? numberOr(typed) : typed);
  });
  return input;
}

/** A number, or what was typed, for the preview to refuse. @param {string} typed */
function numberOr(typed) {
  const number = Number(typed.replace(",", "."));
  return Number.isFinite(number) ? number : typed;
}

/** @param {string[]} options */
const plain = (options) => options.map((option) => ({ value: option, label: option }));

/** What a field that refers to a collection can name. @param {import("./api.js").Site} site @param {string | null} to */
function entriesOf(site, to) {
  return site.articles
    .filter((row) => row.collection === to && row.place === "article" && row.slug !== "")
    .map((row) => ({
      value: row.slug,
      label: row.title,
      note: row.state === "published" ? "" : `(${t.states[row.state]})`,
    }))
    .sort((a, b) => a.label.localeCompare(b.label, document.documentElement.lang));
}

/**
 * @param {{ value: string, label: string }[]} options @param {string | undefined} value
 * @param {(value: Value) => void} onchange @param {Record<string, unknown>} properties
 */
function select(options, value, onchange, properties) {
  const known = value === undefined || options.some((option) => option.value === value);
  const all = known ? options : [...options, { value: String(value), label: `${value} (${t.unknownValue})` }];
  const made = element(
    "select",
    properties,
    element("option", { value: "" }, t.notFilledIn),
    all.map((option) => element("option", { value: option.value }, option.label)),
  );
  made.value = value ?? "";
  made.addEventListener("change", () => onchange(made.value === "" ? null : made.value));
  return made;
}

/**
 * Boxes to tick. What is chosen and is no option stands among them too.
 * @param {Field} field @param {string[]} chosen @param {(value: Value) => void} onchange
 * @param {string} id @param {string} describedBy
 */
function boxes(field, chosen, onchange, id, describedBy) {
  const unknown = chosen.filter((value) => !field.options.includes(value));
  const all = [...field.options, ...unknown];
  const made = all.map((value, place) => {
    const box = element("input", { type: "checkbox", id: `${id}-${place}`, value, checked: chosen.includes(value) });
    const label = unknown.includes(value) ? `${value} (${t.unknownValue})` : value;
    return { box, whole: element("label", { class: "check", for: `${id}-${place}` }, box, ` ${label}`) };
  });
  const group = element(
    "fieldset",
    { class: "boxes", "aria-describedby": describedBy },
    element("div", { class: "box-list" }, made.map((one) => one.whole)),
  );
  group.addEventListener("change", () => onchange(made.filter((one) => one.box.checked).map((one) => one.box.value)));
  return group;
}

/** Which problems are about no field of the form. @param {Problem[]} problems @param {Control[]} controls */
export function withoutField(problems, controls) {
  const names = new Set(controls.map((one) => one.field.name));
  return problems.filter((problem) => problem.body_line === null && !(problem.field && names.has(problem.field)));
}

/** @param {number} n @param {string} one @param {string} many */
export function counted(n, one, many) {
  return n === 1 ? one : filled(many, { n });
}
