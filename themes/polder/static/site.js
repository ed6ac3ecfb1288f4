// Every page: `/` goes to the search field, which suggests pages when it is
// used, and the words that a page was found by are marked on it. Both are
// loaded only when they are needed.

const script = /** @type {HTMLScriptElement | null} */ (document.querySelector("script[data-index]"));
const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-suggest]"));

if (script && field) prepare(script, field);
if (script && wasFound()) import("./search/marks.js").then(({ markWords }) => markWords(script), () => {});

/**
 * Makes the field what it will be, before a reader hears what it is.
 * @param {HTMLScriptElement} script
 * @param {HTMLInputElement} field
 */
function prepare(script, field) {
  const list = document.createElement("div");
  list.id = "_suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", script.dataset.suggestions ?? "");
  list.hidden = true;
  field.after(list);
  const states = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(states)) field.setAttribute(name, value);

  let loaded = false;
  let again = "";
  const load = () => {
    if (loaded) return;
    loaded = true;
    import(`./search/suggest.js${again}`).then(
      ({ suggest }) => suggest(script, field, list),
      () => {
        // Without suggestions the form still leads to the search page. The
        // next letter tries again, under another address (again.js).
        loaded = false;
        again = `?again=${Date.now()}`;
      },
    );
  };
  field.addEventListener("focus", load);
  field.addEventListener("input", load);
  if (document.activeElement === field) load();
  addEventListener("keydown", (event) => {
    const { tagName } = /** @type {Element} */ (document.activeElement);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(tagName)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

/** Whether a list of results led here (search/hand-over.js). */
function wasFound() {
  try {
    return Boolean(history.state?.words || localStorage.getItem("polder-words"));
  } catch {
    return false;
  }
}
