// The article as it will be on the site, beside its form: the page itself,
// made by the same program, in a frame in which no script runs.

import { element } from "./element.js";
import { t } from "./words.js";

/** @param {string} base the path under which the site stands */
export function preview(base) {
  const frame = element("iframe", { class: "preview-frame", title: t.previewOf, sandbox: "allow-same-origin" });
  const nothing = element("p", { class: "preview-nothing", hidden: true }, t.noPreview);
  const whole = element("section", { class: "preview", id: "preview", "aria-label": t.preview }, element("h2", {}, t.previewOf), nothing, frame);
  let shown = "";
  return {
    element: whole,
    /** @param {string | null} page */
    show(page) {
      nothing.hidden = page !== null;
      if (page === null || page === shown) return;
      shown = page;
      const top = frame.contentWindow?.scrollY ?? 0;
      frame.addEventListener("load", () => {
        frame.contentWindow?.scrollTo({ top, behavior: "instant" });
        // A link must not lead the frame away from the article.
        frame.contentDocument?.addEventListener("click", (event) => {
          const link = /** @type {Element | null} */ (event.target)?.closest?.("a[href]");
          if (link && !link.getAttribute("href")?.startsWith("#")) event.preventDefault();
        });
      }, { once: true });
      frame.srcdoc = prepared(page, base);
    },
  };
}

/**
 * The page without what would not run anyway. Its pictures are asked of the
 * site as it was tried out: those of a text that is not saved are nowhere else.
 * @param {string} page @param {string} base
 */
function prepared(page, base) {
  const parsed = new DOMParser().parseFromString(page, "text/html");
  for (const script of parsed.querySelectorAll("script")) script.remove();
  const tried = (/** @type {string} */ address) =>
    address.startsWith(base) ? `/_polder/tried/${address.slice(base.length)}` : address;
  for (const picture of parsed.querySelectorAll("img[src], source[srcset]")) {
    const src = picture.getAttribute("src");
    if (src !== null) picture.setAttribute("src", tried(src));
    const set = picture.getAttribute("srcset");
    if (set !== null) picture.setAttribute("srcset", set.split(/,\s+/).map(tried).join(", "));
  }
  return `<!doctype html>${parsed.documentElement.outerHTML}`;
}
