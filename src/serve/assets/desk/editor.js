// The form of one article, with its page beside it.

import * as api from "./api.js";
import { chooseVersion } from "./conflict.js";
import * as dialogs from "./dialogs.js";
import { button, element, fill, newId, say } from "./element.js";
import { control, labelOf, problemText, withoutField } from "./fields.js";
import { stateBadge } from "./list.js";
import { preview } from "./preview.js";
import { toolbar } from "./toolbar.js";
import { filled, reason, t } from "./words.js";

/** @typedef {import("./api.js").Site} Site */
/** @typedef {import("./api.js").Loaded} Loaded */
/** @typedef {import("./api.js").Value} Value */
/** @typedef {import("./api.js").Problem} Problem */
/** @typedef {import("./api.js").Edits} Edits */

const PLANNING = ["draft", "date", "updated", "publish_at", "expires_at", "review_by"];
const MORE = ["weight", "slug", "aliases"];
/** So long nobody types before the page beside the form is made anew. */
const PAUSE = 350;

/**
 * @param {HTMLElement} main @param {Site} site @param {Loaded} loaded
 * @param {(path: string | null) => void} go leads to an article, or to the list
 */
export function showEditor(main, site, loaded, go) {
  let now = loaded;
  let known = site;
  let raw = !loaded.article.readable;
  let timer = 0;
  let asked = 0;
  let isSaving = false;
  /** @type {Record<string, Value>} */
  let values = { ...loaded.article.values };
  let body = loaded.article.body;
  let text = loaded.article.text;

  const page = preview(site.base);
  const heading = element("h1");
  const badge = element("span", { class: "badges" });
  const notice = element("div", { role: "alert", class: "editor-notice" });
  const problems = element("div", { class: "form-problems" });
  const bodyProblems = element("div", { class: "field-errors" });
  const form = element("form", { class: "editor-form", novalidate: true });
  const unsaved = element("span", { class: "unsaved", role: "status" });
  const saveButton = element("button", { type: "submit", class: "primary" }, t.save);
  const view = element("a", { target: "polder-site" }, t.viewPage);
  const rawButton = button("", () => switchRaw());
  const area = element("textarea", { class: "body-text", rows: 18, spellcheck: "true" });
  /** @type {import("./fields.js").Control[]} */
  let controls = [];

  const row = () => known.articles.find((one) => one.path === now.path);

  /** What differs from the file. @returns {Edits | null} */
  function edits() {
    if (raw) return text === now.article.text.replace(/\r\n/g, "\n") ? null : { text };
    /** @type {Record<string, Value>} */
    const changed = {};
    for (const [key, value] of Object.entries(values)) {
      const before = now.article.values[key] ?? null;
      if (JSON.stringify(isBlank(value) ? null : value) !== JSON.stringify(isBlank(before) ? null : before)) {
        changed[key] = isBlank(value) ? null : value;
      }
    }
    const edits = /** @type {Edits} */ ({});
    if (Object.keys(changed).length > 0) edits.values = changed;
    if (body !== now.article.body) edits.body = body;
    return Object.keys(edits).length > 0 ? edits : null;
  }

  function changed() {
    unsaved.textContent = edits() ? t.unsaved : "";
    clearTimeout(timer);
    timer = setTimeout(tryOut, PAUSE);
  }

  async function tryOut() {
    asked += 1;
    const mine = asked;
    try {
      const tried = await api.tryOut(now.path, now.version, edits() ?? {});
      if (mine !== asked) return;
      page.show(tried.page);
      showProblems(tried.problems, tried.elsewhere);
      if (notice.dataset.kind === "refusal") fill(notice);
    } catch (error) {
      if (mine !== asked || (error instanceof api.Refusal && error.reason === "changed")) return;
      tell("refusal", problem(reason(error)));
    }
  }

  /** @param {string} kind @param {...HTMLElement} said */
  function tell(kind, ...said) {
    notice.dataset.kind = kind;
    fill(notice, ...said);
  }

  /** @param {Problem[]} found @param {Problem[]} elsewhere */
  function showProblems(found, elsewhere) {
    for (const one of controls) one.show(found.filter((problem) => problem.field === one.field.name));
    const inBody = found.filter((problem) => problem.body_line !== null);
    fill(bodyProblems, ...inBody.map((problem) => withPlace(problem, problem.body_line ?? 1)));
    const rest = raw ? found : withoutField(found, controls);
    const isDraft = values.draft === true;
    fill(
      problems,
      ...(rest.length > 0
        ? [element("h2", {}, isDraft ? t.draftProblems : t.problems), ...rest.map((one) => (raw ? withPlace(one, one.line) : problemText(one, one.field ?? undefined)))]
        : []),
      ...(elsewhere.length > 0
        ? [element("h2", {}, t.inOtherFiles), ...elsewhere.map((one) => element("div", {}, element("code", {}, `${one.path}:${one.line}`), problemText(one)))]
        : []),
    );
  }

  /** The label of the field that a problem is about. @param {Problem} problem */
  function labelFor(problem) {
    const about = controls.find((one) => one.field.name === problem.field);
    return about ? labelOf(about.field) : (problem.field ?? undefined);
  }

  /** @param {Problem} problem @param {number} line */
  function withPlace(problem, line) {
    const shown = problemText(problem);
    shown.prepend(`${filled(t.problemAt, { line })}: `);
    shown.append(" ", button(t.goTo, () => goToLine(line), { class: "small" }));
    return shown;
  }

  /** @param {number} line */
  function goToLine(line) {
    const lines = area.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    area.focus();
    area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    const height = Number.parseFloat(getComputedStyle(area).lineHeight) || 24;
    area.scrollTop = Math.max(0, (line - 4) * height);
  }

  /** @param {Loaded} newer */
  function take(newer) {
    now = newer;
    values = { ...newer.article.values };
    body = newer.article.body;
    text = newer.article.text.replace(/\r\n/g, "\n");
    raw = raw || !newer.article.readable;
    build();
    changed();
  }

  /** @param {boolean} [withErrors] */
  async function save(withErrors = false) {
    if (isSaving) return;
    const wanted = edits();
    if (!wanted) {
      unsaved.textContent = t.nothingChanged;
      say(t.nothingChanged);
      return;
    }
    isSaving = true;
    saveButton.disabled = true;
    unsaved.textContent = t.saving;
    const typed = { values: JSON.stringify(values), body, text };
    try {
      const saved = await api.save(now.path, now.version, wanted, withErrors);
      const same = typed.values === JSON.stringify(values) && typed.body === body && typed.text === text;
      now = { ...saved };
      if (same) {
        values = { ...saved.article.values };
        body = saved.article.body;
        text = saved.article.text.replace(/\r\n/g, "\n");
      }
      tell("saved");
      showProblems(saved.problems, saved.elsewhere ?? []);
      showHead();
      unsaved.textContent = edits() ? t.unsaved : t.saved;
      say(t.saved);
    } catch (error) {
      unsaved.textContent = t.unsaved;
      await refused(error, wanted);
    } finally {
      isSaving = false;
      saveButton.disabled = false;
    }
  }

  /** @param {unknown} error @param {Edits} wanted */
  async function refused(error, wanted) {
    if (!(error instanceof api.Refusal)) throw error;
    if (error.reason === "errors") {
      showProblems(error.about.problems, error.about.elsewhere);
      const all = [...error.about.problems, ...error.about.elsewhere].filter((one) => one.severity === "error");
      const answer = await dialogs.withErrors(all.map((one) => problemText(one, labelFor(one))), !raw && controls.some((one) => one.field.name === "draft"));
      isSaving = false;
      if (answer === "draft") {
        values.draft = true;
        const box = /** @type {HTMLInputElement | null} */ (form.querySelector('[data-field="draft"] input'));
        if (box) box.checked = true;
        await save(true);
      } else if (answer === "anyway") await save(true);
      return;
    }
    if (error.reason === "changed") {
      await conflict(wanted);
      return;
    }
    tell("refusal", problem(reason(error)));
  }

  /** @param {Edits} wanted */
  async function conflict(wanted) {
    try {
      const versions = await api.versions(now.path, now.article.text, wanted);
      const choice = await chooseVersion(versions);
      if (choice === null) return;
      if (choice === "theirs") take(await api.article(now.path));
      else {
        const whole = choice === "merged" && versions.merged !== null ? versions.merged : versions.mine;
        take(await api.save(now.path, versions.version, { text: whole }, true));
        unsaved.textContent = t.saved;
        say(t.saved);
      }
      tell("saved");
    } catch (error) {
      tell("refusal", problem(reason(error)));
    }
  }

  async function switchRaw() {
    if (!raw) {
      // What is in the form goes along into the text.
      const wanted = edits();
      text = now.article.text.replace(/\r\n/g, "\n");
      if (wanted) {
        try {
          text = (await api.tryOut(now.path, now.version, wanted)).text.replace(/\r\n/g, "\n");
        } catch (error) {
          tell("refusal", problem(reason(error)));
          return;
        }
      }
      raw = true;
    } else {
      if (edits() && !(await dialogs.mayLeave())) return;
      raw = false;
      take(now);
      return;
    }
    build();
    changed();
  }

  function showHead() {
    const title = typeof values.title === "string" && values.title !== "" ? values.title : now.path;
    heading.textContent = title;
    document.title = `${title} · ${t.desk}`;
    const about = row();
    fill(badge, about ? stateBadge(about) : null);
    view.hidden = !about?.url;
    if (about?.url) view.setAttribute("href", about.url);
    rawButton.textContent = raw ? t.formText : t.rawText;
    rawButton.hidden = raw && !now.article.readable;
  }

  /** @param {import("./api.js").Field} field */
  function controlOf(field) {
    const made = control(field, values[field.name], known, (value) => {
      values[field.name] = value;
      if (field.name === "title") showHead();
      changed();
    });
    controls.push(made);
    return made.element;
  }

  function build() {
    controls = [];
    const about = row();
    const collection = about?.place === "article" ? known.collections.find((one) => one.name === about.collection) : undefined;
    const fields = collection?.fields ?? known.page_fields;
    const named = (/** @type {string[]} */ names) => fields.filter((field) => names.includes(field.name)).map(controlOf);
    showHead();
    area.value = raw ? text : body;
    if (raw) text = area.value;
    else body = area.value;
    area.id = area.id || newId();
    area.classList.toggle("whole-file", raw);
    const tools = toolbar(area, {
      link: dialogs.link,
      reference: () => dialogs.reference(known),
      image: () => dialogs.image(now.path, null),
    });
    const textPart = element(
      "section",
      { class: "part" },
      element("label", { for: area.id, class: "part-label" }, raw ? t.rawText : t.text),
      raw && !now.article.readable ? element("p", { class: "help" }, t.rawHelp) : null,
      raw ? null : tools,
      area,
      bodyProblems,
    );
    const builtIn = new Set(["title", "description", ...PLANNING, ...MORE]);
    const declared = fields.filter((field) => !builtIn.has(field.name));
    fill(
      form,
      problems,
      ...(raw
        ? [textPart]
        : [
            element("div", { class: "part" }, named(["title"]), named(["description"])),
            textPart,
            declared.length > 0
              ? element("fieldset", { class: "part" }, element("legend", {}, t.properties), declared.map(controlOf))
              : null,
            element("fieldset", { class: "part planning" }, element("legend", {}, t.planning), named(PLANNING)),
            element("details", { class: "part" }, element("summary", {}, t.more), named(MORE),
              now.article.others.length > 0
                ? element("p", { class: "help" }, filled(t.others, { keys: now.article.others.join(", ") }))
                : null),
          ]),
      element("div", { class: "save-bar" }, saveButton, element("a", { class: "to-preview", href: "#preview" }, t.preview), unsaved),
    );
    showProblems(now.problems, now.elsewhere ?? []);
  }

  const saved = async () => {
    if (edits() && !(await dialogs.mayLeave())) return false;
    return true;
  };
  /** @param {() => Promise<string | null>} act */
  const onSaved = (act) => async () => {
    if (!(await saved())) return;
    try {
      const path = await act();
      if (path !== null) {
        leave();
        go(path);
      }
    } catch (error) {
      tell("refusal", problem(reason(error)));
    }
  };
  const actions = element(
    "details",
    { class: "actions" },
    element("summary", {}, t.actions),
    element(
      "div",
      { class: "buttons" },
      button(t.changeAddress, onSaved(async () => {
        const about = row();
        return about ? dialogs.rename(now, about) : null;
      })),
      button(t.duplicate, onSaved(() => dialogs.duplicate(now, heading.textContent ?? ""))),
      button(t.deleteIt, async () => {
        if (await dialogs.remove(now, heading.textContent ?? "")) {
          leave();
          go(null);
        }
      }),
      rawButton,
    ),
  );

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void save();
  });
  area.addEventListener("input", () => {
    if (raw) text = area.value;
    else body = area.value;
    changed();
  });
  area.addEventListener("drop", async (event) => {
    const file = [...(event.dataTransfer?.files ?? [])].find((one) => one.type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    const image = await dialogs.image(now.path, file);
    if (image !== null) area.setRangeText(`\n\n${image}\n\n`, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      void save();
    }
  };
  const onUnload = (/** @type {BeforeUnloadEvent} */ event) => {
    if (edits()) event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  addEventListener("beforeunload", onUnload);
  function leave() {
    clearTimeout(timer);
    asked += 1;
    document.removeEventListener("keydown", onKey);
    removeEventListener("beforeunload", onUnload);
  }

  text = text.replace(/\r\n/g, "\n");
  fill(
    main,
    element("div", { class: "editor-head" }, heading, badge, element("p", { class: "quiet path" }, now.path), view, actions),
    notice,
    element("div", { class: "editor" }, form, page.element),
  );
  build();
  changed();
  unsaved.textContent = "";

  return {
    leave,
    /** Whether this article may be left. */
    mayLeave: saved,
    /** Takes note of a newer site. @param {Site} newer */
    async renew(newer) {
      known = newer;
      showHead();
      if (isSaving) return;
      try {
        const there = await api.article(now.path);
        if (there.version === now.version || isSaving) return;
        if (edits()) tell("changed", problem(t.changedElsewhere));
        else {
          take(there);
          tell("changed", element("p", { class: "notice" }, t.reloaded));
        }
      } catch (error) {
        if (error instanceof api.Refusal && error.reason === "missing") tell("changed", problem(t.gone));
      }
    },
  };
}

/** @param {Value | undefined} value */
function isBlank(value) {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0) || (typeof value === "string" && value.trim() === "");
}

/** @param {string} text */
function problem(text) {
  return element("p", { class: "notice notice-error" }, text);
}
