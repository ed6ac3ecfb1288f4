// What is looked for, as the address of the search page says it: `q`, one
// parameter a filter, as on the pages of facets, and two of the theme's own,
// which begin with `_`, as no field does.

/**
 * @typedef {object} Wish
 * @property {string} query
 * @property {Record<string, string[]>} filters
 * @property {"relevance" | "date"} sort
 * @property {boolean} asTyped whether typing errors stay what they are
 */

/**
 * @param {string} search the part of an address from `?` on
 * @returns {Wish}
 */
export function readAddress(search) {
  const parameters = new URLSearchParams(search);
  /** @type {Record<string, string[]>} */
  const filters = {};
  for (const name of parameters.keys()) if (name !== "q" && !name.startsWith("_")) filters[name] = parameters.getAll(name);
  return {
    query: parameters.get("q") ?? "",
    filters,
    sort: parameters.get("_sort") === "date" ? "date" : "relevance",
    asTyped: parameters.get("_spelling") === "typed",
  };
}

/**
 * @param {Wish} wish
 * @returns {string} the part of an address from `?` on; empty where nothing is looked for
 */
export function writeAddress({ query, filters, sort, asTyped }) {
  const parameters = new URLSearchParams();
  if (query.trim()) parameters.set("q", query.trim());
  for (const [name, values] of Object.entries(filters)) for (const value of values) parameters.append(name, value);
  if (sort === "date") parameters.set("_sort", "date");
  if (asTyped) parameters.set("_spelling", "typed");
  return parameters.size ? `?${parameters}` : "";
}
