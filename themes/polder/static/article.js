// On articles: the link to a heading can be copied, and a term is explained
// where it stands, to whoever points at it, focuses it or touches it.

const article = /** @type {HTMLElement | null} */ (document.querySelector(".article"));

if (article) {
  linkHeadings(article);
  explainTerms(article);
}

/**
 * A button after every heading of the text. What it did is said once, in a
 * place that screen readers listen to.
 * @param {HTMLElement} article
 */
function linkHeadings(article) {
  const { copyLink, copied } = article.dataset;
  if (!copyLink || !copied) return;
  const said = document.createElement("p");
  said.className = "toast";
  said.setAttribute("role", "status");
  document.body.append(said);
  let later = 0;
  for (const heading of article.querySelectorAll(".prose :is(h2, h3, h4)[id]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "heading-link";
    button.setAttribute("aria-label", copyLink.replace("{}", heading.textContent ?? ""));
    button.addEventListener("click", async () => {
      const address = new URL(`#${heading.id}`, location.href).href;
      history.replaceState(null, "", address);
      try {
        await navigator.clipboard.writeText(address);
        said.textContent = copied;
      } catch {
        // Without leave to copy the address bar has it.
        said.textContent = address;
      }
      clearTimeout(later);
      later = window.setTimeout(() => (said.textContent = ""), 4000);
    });
    heading.append(button);
  }
}

/**
 * The meaning of a term stays while the reader points at the term or at the
 * meaning itself, or has the focus on one of them; Escape takes it away. A
 * first touch shows it, with the way to the glossary in it.
 * @param {HTMLElement} article
 */
function explainTerms(article) {
  const terms = /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll(".prose :is(a.term, abbr[title])"));
  if (!terms.length) return;
  const meaning = document.createElement("div");
  meaning.className = "term-meaning";
  meaning.id = "_meaning";
  meaning.hidden = true;
  /** @type {HTMLElement | null} */
  let shown = null;
  let later = 0;

  const hide = () => {
    clearTimeout(later);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    meaning.hidden = true;
  };

  /** @param {HTMLElement} term @param {boolean} [touched] */
  const show = (term, touched = false) => {
    hide();
    shown = term;
    meaning.replaceChildren(term.dataset.meaning ?? "");
    if (touched && term instanceof HTMLAnchorElement) {
      const more = document.createElement("a");
      more.href = term.href;
      more.textContent = term.textContent;
      meaning.append(more);
    }
    term.after(meaning);
    term.setAttribute("aria-describedby", meaning.id);
    meaning.hidden = false;
    place(term);
  };

  /** Below the term, inside the window. @param {HTMLElement} term */
  const place = (term) => {
    meaning.style.insetInlineStart = meaning.style.insetBlockStart = "0";
    const origin = meaning.getBoundingClientRect();
    const line = [...term.getClientRects()].at(-1) ?? term.getBoundingClientRect();
    const room = document.documentElement.clientWidth - origin.width - 8;
    meaning.style.insetInlineStart = `${Math.max(8, Math.min(line.left, room)) - origin.left}px`;
    meaning.style.insetBlockStart = `${line.bottom + 2 - origin.top}px`;
  };

  const leave = () => {
    clearTimeout(later);
    later = window.setTimeout(() => {
      const kept = [shown, meaning].some((part) => part?.matches(":hover") || part?.contains(document.activeElement));
      if (!kept) hide();
    }, 200);
  };

  for (const term of terms) {
    // The title would come up as well, and for the pointer only.
    term.dataset.meaning = term.title;
    term.removeAttribute("title");
    if (!(term instanceof HTMLAnchorElement)) term.tabIndex = 0;
    let touch = false;
    term.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(term));
    term.addEventListener("pointerleave", leave);
    term.addEventListener("pointerdown", (event) => (touch = event.pointerType !== "mouse"));
    term.addEventListener("focus", () => touch || show(term));
    term.addEventListener("blur", (event) => {
      // At once: what has the focus next may stand below it.
      const kept = term.matches(":hover") || meaning.contains(/** @type {Node | null} */ (event.relatedTarget));
      if (shown === term && !kept) hide();
    });
    term.addEventListener("click", (event) => {
      if (!touch) return;
      event.preventDefault();
      show(term, true);
    });
  }
  meaning.addEventListener("pointerleave", leave);
  meaning.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) {
      if (meaning.contains(document.activeElement)) shown.focus();
      hide();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    const at = /** @type {Node} */ (event.target);
    if (shown && !shown.contains(at) && !meaning.contains(at)) hide();
  });
}
