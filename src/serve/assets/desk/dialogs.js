// Questions in a window of their own. A dialog closes with Escape, takes the
// keyboard with it and gives it back.

import * as api from "./api.js";
import { button, element, fill, newId, say } from "./element.js";
import { counted } from "./fields.js";
import { picker } from "./picker.js";
import { filled, reason, t } from "./words.js";

/** @typedef {import("./api.js").Site} Site */

/**
 * Shows a dialog; `build` gets what closes it with an answer.
 * @template Answer
 * @param {string} title
 * @param {(close: (answer: Answer) => void) => import("./element.js").Child[]} build
 * @param {string} [kind]
 * @returns {Promise<Answer | null>} nothing when it was closed without an answer
 */
export function dialog(title, build, kind = "") {
  return new Promise((done) => {
    const heading = newId();
    const whole = element("dialog", { class: `dialog ${kind}`, "aria-labelledby": heading });
    let answer = /** @type {Answer | null} */ (null);
    whole.append(
      element("h2", { id: heading }, title),
      ...build((given) => {
        answer = given;
        whole.close();
      }).filter((child) => child !== null && child !== undefined && child !== false),
    );
    whole.addEventListener("close", () => {
      whole.remove();
      done(answer);
    });
    document.body.append(whole);
    whole.showModal();
  });
}

/** Buttons in a row. @param {...HTMLElement} buttons */
export const row = (...buttons) => element("div", { class: "buttons" }, buttons);

/**
 * A form whose dialog stays open until what it does succeeded.
 * @template Answer
 * @param {string} title
 * @param {import("./element.js").Child[]} fields
 * @param {string} act the word on the button
 * @param {() => Promise<Answer> | Answer} run
 * @returns {Promise<Answer | null>}
 */
export function formDialog(title, fields, act, run) {
  return dialog(title, (close) => {
    const wrong = element("p", { class: "problem problem-error", role: "alert", hidden: true });
    const submit = element("button", { type: "submit", class: "primary" }, act);
    const cancel = button(t.cancel, () => form.closest("dialog")?.close());
    const form = element("form", { novalidate: false }, ...fields, wrong, row(submit, cancel));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      submit.disabled = true;
      try {
        close(/** @type {any} */ (await run()));
      } catch (error) {
        wrong.textContent = reason(error);
        wrong.hidden = false;
      }
      submit.disabled = false;
    });
    return [form];
  });
}

/** @param {string} label @param {HTMLElement} input @param {string} [help] */
export function labelled(label, input, help) {
  if (!input.id) input.id = newId();
  const helpId = help ? newId() : undefined;
  if (helpId) input.setAttribute("aria-describedby", helpId);
  return element(
    "div",
    { class: "field" },
    element("label", { for: input.id }, label),
    help ? element("p", { class: "help", id: helpId }, help) : null,
    input,
  );
}

/** @param {Site} site @param {string | null} collection @returns {Promise<string | null>} the new file */
export async function newArticle(site, collection) {
  const kinds = element(
    "select",
    {},
    site.collections.map((one) => element("option", { value: one.name }, one.label)),
    element("option", { value: "" }, t.newPage),
  );
  kinds.value = collection ?? site.collections[0]?.name ?? "";
  const title = element("input", { type: "text", required: true, autofocus: true });
  const fields = [labelled(t.newKind, kinds), labelled(t.newName, title)];
  const made = await formDialog(t.newTitle, fields, t.make, () => api.make(kinds.value || null, title.value));
  return made?.path ?? null;
}

/**
 * Makes a draft of a document, and shows what could not be carried over.
 * @param {Site} site @param {string | null} collection @param {File | null} dropped
 * @returns {Promise<string | null>} the new file
 */
export async function importFile(site, collection, dropped) {
  const kinds = element(
    "select",
    {},
    site.collections.map((one) => element("option", { value: one.name }, one.label)),
  );
  kinds.value = collection ?? site.collections[0]?.name ?? "";
  const file = element("input", { type: "file", accept: ".docx,.odt,.html,.htm,.md,.txt", required: dropped === null });
  const fields = [
    element("p", {}, t.importHelp),
    dropped ? element("p", {}, element("strong", {}, dropped.name)) : labelled(t.importFile, file),
    labelled(t.newKind, kinds),
  ];
  const made = await formDialog(t.importTitle, fields, t.importDo, async () => {
    const chosen = dropped ?? file.files?.[0];
    if (!chosen) throw new api.Refusal("missing", null);
    return api.importFile(kinds.value, chosen);
  });
  if (made === null) return null;
  if (made.notes.length > 0) {
    await dialog(t.importDone, (/** @type {(seen: boolean) => void} */ close) => [
      element("ul", { class: "notes" }, made.notes.map((note) =>
        element("li", { class: note.weight === "left" ? "problem problem-warning" : "problem" }, note.message,
          note.texts.length > 0
            ? element("ul", {}, note.texts.map((text) => element("li", {}, text)))
            : null))),
      row(button(t.ok, () => close(true), { class: "primary" })),
    ]);
  }
  return made.path;
}

/** @param {import("./api.js").Loaded} loaded @param {string} title @returns {Promise<string | null>} */
export async function duplicate(loaded, title) {
  const input = element("input", { type: "text", required: true, value: filled(t.copyOf, { title }) });
  const fields = [element("p", {}, t.duplicateHelp), labelled(t.newName, input)];
  const made = await formDialog(t.duplicateTitle, fields, t.duplicate, () =>
    api.duplicate(loaded.path, loaded.version, input.value));
  return made?.path ?? null;
}

/** @param {import("./api.js").Loaded} loaded @param {string} title @returns {Promise<boolean>} */
export async function remove(loaded, title) {
  const fields = [element("p", {}, element("strong", {}, title)), element("p", {}, t.deleteHelp)];
  const gone = await formDialog(t.deleteTitle, fields, t.deleteIt, () => api.remove(loaded.path, loaded.version));
  return gone !== null;
}

/** What was deleted, to be put back. @returns {Promise<string | null>} the file that was put back */
export async function trash() {
  const found = await api.trash();
  return dialog(t.trashTitle, (/** @type {(path: string) => void} */ close) => {
    const wrong = element("p", { class: "problem problem-error", role: "alert", hidden: true });
    const items = found.map((one) =>
      element(
        "li",
        {},
        element("span", {}, one.title ?? one.path, element("span", { class: "quiet" }, ` ${one.path}`)),
        button(t.restore, async () => {
          try {
            const { path } = await api.restore(one.trash);
            say(filled(t.restored, { path }));
            close(path);
          } catch (error) {
            wrong.textContent = reason(error);
            wrong.hidden = false;
          }
        }),
      ),
    );
    return [
      found.length === 0 ? element("p", {}, t.trashEmpty) : element("ul", { class: "rows" }, items),
      wrong,
      row(button(t.close, () => wrong.closest("dialog")?.close())),
    ];
  });
}

/**
 * Gives an article another address; shows first what changes with it.
 * @param {import("./api.js").Loaded} loaded @param {import("./api.js").Row} article
 * @returns {Promise<string | null>} its new file
 */
export async function rename(loaded, article) {
  const slug = element("input", {
    type: "text", required: true, pattern: "[a-z0-9\\-]+", spellcheck: "false", autocomplete: "off", value: article.slug,
  });
  const alias = element("input", { type: "checkbox", checked: article.state !== "draft" });
  const aliasId = newId();
  alias.id = aliasId;
  const shown = element("div", { class: "plan", "aria-live": "polite" });
  let plan = /** @type {import("./api.js").Plan | null} */ (null);
  const submitText = () => (plan ? t.renameDo : t.renameShow);
  const reset = () => {
    plan = null;
    fill(shown);
    const submit = shown.closest("form")?.querySelector('[type="submit"]');
    if (submit) submit.textContent = submitText();
  };
  slug.addEventListener("input", reset);
  alias.addEventListener("change", reset);
  return dialog(t.renameTitle, (/** @type {(path: string) => void} */ close) => {
    const wrong = element("p", { class: "problem problem-error", role: "alert", hidden: true });
    const submit = element("button", { type: "submit", class: "primary" }, submitText());
    const form = element(
      "form",
      {},
      element("p", {}, filled(t.renameNow, { address: article.url ?? article.path })),
      labelled(t.renameNew, slug, t.renameHelp),
      element("label", { class: "check", for: aliasId }, alias, ` ${t.renameAlias}`),
      shown,
      wrong,
      row(submit, button(t.cancel, () => form.closest("dialog")?.close())),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      wrong.hidden = true;
      submit.disabled = true;
      try {
        if (plan === null) {
          plan = await api.renamePlan(loaded.path, loaded.version, slug.value, alias.checked);
          showPlan(shown, plan);
          submit.textContent = submitText();
        } else {
          const update = plan.referrers.map((one) => one.path);
          const done = await api.rename(loaded.path, loaded.version, slug.value, alias.checked, update);
          say(done.left.length > 0
            ? filled(t.renamedLeft, { paths: done.left.join(", ") })
            : filled(t.renamed, { n: done.updated.length }));
          close(done.path);
        }
      } catch (error) {
        reset();
        wrong.textContent = reason(error);
        wrong.hidden = false;
      }
      submit.disabled = false;
    });
    return [form];
  });
}

/** @param {HTMLElement} shown @param {import("./api.js").Plan} plan */
function showPlan(shown, plan) {
  const what = (/** @type {import("./api.js").Referrer} */ one) =>
    [
      one.fields.length > 0 ? filled(t.renameFields, { fields: one.fields.join(", ") }) : "",
      one.links > 0 ? counted(one.links, t.renameOneLink, t.renameLinks) : "",
      one.by_hand.length > 0 ? filled(t.renameByHand, { addresses: one.by_hand.join(", ") }) : "",
    ].filter((text) => text !== "").join("; ");
  fill(
    shown,
    element("p", {}, `${plan.old_address} → `, element("strong", {}, plan.new_address)),
    element("p", {}, plan.referrers.length > 0 ? t.renameReferrers : t.renameNone),
    element("ul", { class: "referrers" }, plan.referrers.map((one) =>
      element("li", {}, one.title, element("span", { class: "quiet" }, ` ${what(one)}`)))),
  );
}

/** @returns {Promise<string | null>} a link as Markdown writes it */
export function link() {
  const selected = getSelection()?.toString() ?? "";
  const text = element("input", { type: "text", required: true, value: selected });
  const address = element("input", { type: "url", required: true });
  const fields = [labelled(t.linkText, text), labelled(t.linkAddress, address)];
  const escaped = () => text.value.replace(/[[\]]/g, "\\$&");
  return formDialog(t.linkTitle, fields, t.insert, () => `[${escaped()}](<${address.value.trim()}>)`.replace(/\(<([^\s()]+)>\)/, "($1)"));
}

/** @param {Site} site @returns {Promise<string | null>} a reference as Markdown writes it */
export function reference(site) {
  const id = newId();
  const options = site.articles
    .filter((row) => row.url !== null && (row.place === "article" || row.place === "page"))
    .map((row) => ({ value: row.path, label: row.title, note: row.collection ?? "" }));
  return dialog(t.referenceTitle, (/** @type {(markdown: string) => void} */ close) => [
    element("label", { for: id }, t.article),
    picker({
      id,
      options,
      chosen: [],
      many: false,
      onchange: ([path]) => {
        const row = site.articles.find((one) => one.path === path);
        if (row) close(row.collection ? `[[${row.collection}/${row.slug}]]` : `[[${row.slug}]]`);
      },
    }),
    row(button(t.cancel, () => /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog.choosing"))?.close())),
  ], "choosing");
}

/** @param {string} path @param {File | null} dropped @returns {Promise<string | null>} an image as Markdown writes it */
export async function image(path, dropped) {
  const file = element("input", { type: "file", accept: "image/png,image/jpeg,image/gif,image/webp", required: dropped === null });
  const alt = element("input", { type: "text", required: true, pattern: ".*\\S.*" });
  const caption = element("input", { type: "text" });
  const fields = [
    dropped ? element("p", {}, dropped.name) : labelled(t.imageFile, file),
    labelled(t.imageAlt, alt, t.imageAltHelp),
    labelled(t.imageCaption, caption),
  ];
  return formDialog(t.imageTitle, fields, t.insert, async () => {
    const chosen = dropped ?? file.files?.[0];
    if (!chosen) throw new api.Refusal("no-image", null);
    say(t.uploading);
    const { name } = await api.upload(path, chosen);
    const said = alt.value.trim().replace(/[[\]\\]/g, "\\$&");
    const title = caption.value.trim().replace(/["\\]/g, "\\$&");
    return `![${said}](${name}${title === "" ? "" : ` "${title}"`})`;
  });
}

/** Whether to leave what is not saved. @returns {Promise<boolean>} */
export async function mayLeave() {
  const answer = await dialog(t.unsaved, (/** @type {(leave: boolean) => void} */ close) => [
    element("p", {}, t.leave),
    row(button(t.stay, () => close(false), { class: "primary" }), button(t.leaveAnyway, () => close(true))),
  ]);
  return answer === true;
}

/**
 * What to do with errors that keep the site from being published.
 * @param {HTMLElement[]} problems @param {boolean} canBeDraft
 * @returns {Promise<"draft" | "anyway" | null>}
 */
export function withErrors(problems, canBeDraft) {
  return dialog(t.errorsTitle, (/** @type {(answer: "draft" | "anyway") => void} */ close) => {
    const keep = button(t.keepWriting, () => keep.closest("dialog")?.close(), { class: "primary" });
    const buttons = [keep];
    if (canBeDraft) buttons.push(button(t.saveAsDraft, () => close("draft")));
    buttons.push(button(t.saveAnyway, () => close("anyway")));
    return [element("p", {}, t.errorsHelp), element("div", { class: "problems" }, problems), row(...buttons)];
  });
}
