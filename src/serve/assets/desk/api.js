// Asks the preview: every request carries the token of this run.

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string | null} label
 * @property {string | null} help
 * @property {"text" | "number" | "boolean" | "date" | "url" | "choice" | "reference"} kind
 * @property {boolean} many
 * @property {boolean} required
 * @property {string[]} options
 * @property {string | null} to
 */

/**
 * @typedef {object} Collection
 * @property {string} name
 * @property {string} label
 * @property {string} label_plural
 * @property {Field[]} fields
 */

/**
 * @typedef {object} Row
 * @property {string} path
 * @property {string} title
 * @property {string} slug
 * @property {string | null} url
 * @property {string | null} collection
 * @property {"article" | "page" | "collection" | "home"} place
 * @property {"draft" | "scheduled" | "published" | "expired" | "unreadable"} state
 * @property {string | null} day
 * @property {string | null} review_by
 * @property {boolean} review_due
 * @property {boolean} review_soon
 * @property {string | null} changed
 * @property {number} errors
 * @property {number} warnings
 */

/**
 * @typedef {object} Problem
 * @property {"error" | "warning"} severity
 * @property {string} code
 * @property {string} message
 * @property {string} help
 * @property {string} path
 * @property {number} line
 * @property {string | null} field
 * @property {number | null} body_line
 */

/**
 * @typedef {object} Site
 * @property {string} title
 * @property {string} base
 * @property {string} today
 * @property {Collection[]} collections
 * @property {Field[]} page_fields
 * @property {Row[]} articles
 * @property {Problem[]} problems
 * @property {number} errors
 */

/**
 * @typedef {object} Finding
 * @property {string} title
 * @property {string} collection
 * @property {string} path
 * @property {number | null} line
 * @property {string} detail
 */

/**
 * @typedef {object} Subject
 * @property {string} subject
 * @property {string} label
 * @property {string} explanation
 * @property {string | null} unknown
 * @property {Finding[]} findings
 */

/** @typedef {{ subjects: Subject[] }} Report */

/** @typedef {string | number | boolean | null | (string | number)[]} Value */

/**
 * @typedef {object} Article
 * @property {boolean} readable
 * @property {Record<string, Value>} values
 * @property {string[]} others
 * @property {string} body
 * @property {string} text
 */

/**
 * @typedef {object} Loaded
 * @property {string} path
 * @property {string} version
 * @property {Article} article
 * @property {Problem[]} problems
 * @property {Problem[]} [elsewhere]
 */

/**
 * @typedef {object} Edits
 * @property {Record<string, Value>} [values]
 * @property {string} [body]
 * @property {string} [text]
 */

/**
 * @typedef {object} Tried
 * @property {string | null} page
 * @property {Problem[]} problems
 * @property {Problem[]} elsewhere
 * @property {string} text
 */

/**
 * @typedef {object} Referrer
 * @property {string} path
 * @property {string} title
 * @property {string[]} fields
 * @property {number} links
 * @property {string[]} by_hand
 */

/**
 * @typedef {object} Plan
 * @property {string} from
 * @property {string} to
 * @property {string} path
 * @property {string} old_address
 * @property {string} new_address
 * @property {Referrer[]} referrers
 */

/** @typedef {{ mine: string, theirs: string, merged: string | null, version: string }} Versions */

const token = document.querySelector('meta[name="polder-token"]')?.getAttribute("content") ?? "";

/** The preview refuses, and says why. */
export class Refusal extends Error {
  /** @param {string} reason @param {any} about */
  constructor(reason, about) {
    super(reason);
    this.reason = reason;
    this.about = about;
  }
}

/** @param {string} name @param {RequestInit} init @returns {Promise<any>} */
async function ask(name, init) {
  let response;
  try {
    response = await fetch(`/_polder/api/${name}`, {
      ...init,
      headers: { "X-Polder-Token": token, ...init.headers },
    });
  } catch {
    throw new Refusal("unreachable", null);
  }
  const answer = await response.json().catch(() => ({ error: "failed" }));
  if (!response.ok) throw new Refusal(answer.error ?? "failed", answer.about ?? null);
  return answer;
}

/** @param {string} name @returns {Promise<any>} */
const get = (name) => ask(name, {});

/** @param {string} name @param {unknown} body @returns {Promise<any>} */
const post = (name, body) =>
  ask(name, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** @returns {Promise<Site>} */
export const site = () => get("site");
/** @param {string} path @returns {Promise<Loaded>} */
export const article = (path) => get(`article?path=${encodeURIComponent(path)}`);
/** @returns {Promise<Report>} */
export const report = () => get("report");
/** @returns {Promise<{ trash: string, path: string, title: string | null }[]>} */
export const trash = () => get("trash");
/** @param {string} path @param {string} version @param {Edits} edits @returns {Promise<Tried>} */
export const tryOut = (path, version, edits) => post("try", { path, version, ...edits });
/** @param {string} path @param {string} version @param {Edits} edits @param {boolean} withErrors @returns {Promise<Loaded>} */
export const save = (path, version, edits, withErrors) =>
  post("save", { path, version, ...edits, with_errors: withErrors });
/** @param {string} path @param {string} base @param {Edits} edits @returns {Promise<Versions>} */
export const versions = (path, base, edits) => post("versions", { path, version: "", base, ...edits });
/** @param {string | null} collection @param {string} title @returns {Promise<{ path: string }>} */
export const make = (collection, title) => post("new", { collection, title });
/** @param {string} path @param {string} version @param {string} title @returns {Promise<{ path: string }>} */
export const duplicate = (path, version, title) => post("duplicate", { path, version, title });
/** @param {string} path @param {string} version @returns {Promise<{ trash: string }>} */
export const remove = (path, version) => post("delete", { path, version });
/** @param {string} place @returns {Promise<{ path: string }>} */
export const restore = (place) => post("restore", { trash: place });
/** @param {string} path @param {string} version @param {string} slug @param {boolean} alias @returns {Promise<Plan>} */
export const renamePlan = (path, version, slug, alias) => post("rename-plan", { path, version, slug, alias });
/**
 * @param {string} path @param {string} version @param {string} slug @param {boolean} alias @param {string[]} update
 * @returns {Promise<{ path: string, version: string, updated: string[], left: string[] }>}
 */
export const rename = (path, version, slug, alias, update) =>
  post("rename", { path, version, slug, alias, update });
/** @param {string} path @param {File} file @returns {Promise<{ name: string }>} */
export const upload = (path, file) =>
  ask(`upload?path=${encodeURIComponent(path)}&name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: file,
  });

/** @typedef {{ weight: "left" | "changed" | "advice", message: string, texts: string[] }} Note */
/** @param {string} collection @param {File} file @returns {Promise<{ path: string, notes: Note[] }>} */
export const importFile = (collection, file) =>
  ask(`import?collection=${encodeURIComponent(collection)}&name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: file,
  });

/** Calls back whenever the site was built anew. @param {() => void} then */
export function follow(then) {
  const source = new EventSource("/_polder/events");
  source.addEventListener("message", then);
  addEventListener("pagehide", () => source.close());
}
