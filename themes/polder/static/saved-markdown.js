// A cleaned text (see saved-export.js) as Markdown.

/** What would mean something in Markdown. */
const SPECIAL = /[\\`*_[\]<>]/g;
/** What would mean something at the start of a line. */
const AT_START = /^(\s*)([#+=~|-]|\d+[.)])/;

/**
 * @param {Element} root
 * @param {(name: string, ...values: (string | number)[]) => string} text
 */
export function markdownOf(root, text) {
  /** @param {Node} node @returns {string} */
  const inline = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? "").replace(/\s+/g, " ").replace(SPECIAL, "\\$&");
    if (!(node instanceof Element)) return "";
    const inner = () => [...node.childNodes].map(inline).join("");
    const around = (/** @type {string} */ mark) => inner().replace(/^(\s*)(.*?)(\s*)$/s, (all, before, middle, after) => (middle ? `${before}${mark}${middle}${mark}${after}` : all));
    const href = node.getAttribute("href");
    switch (node.tagName) {
      case "BR":
        return "\\\n";
      case "STRONG":
      case "B":
        return around("**");
      case "EM":
      case "I":
        return around("*");
      case "CODE":
      case "KBD":
      case "SAMP":
        return fenced(node.textContent ?? "");
      case "IMG": {
        const alt = node.getAttribute("alt");
        return alt ? `*${text("picture", alt).replace(SPECIAL, "\\$&")}*` : "";
      }
      case "A":
        if (href && noteOf(href)) return `[^${noteOf(href)}]`;
        return href && !href.startsWith("#") ? `[${inner()}](${href.replace(/[()\s<>]/g, encodeURIComponent)})` : inner();
      default:
        return inner();
    }
  };

  /** Inline content of an element as one paragraph. @param {Node[]} nodes */
  const paragraph = (nodes) => nodes.map(inline).join("").replace(/[ \t]*\n[ \t]*/g, "\n").trim().replace(AT_START, "$1\\$2");

  /** @param {Element} element the blocks in it, each without a blank line around @returns {string[]} */
  const blocks = (element) => {
    /** @type {string[]} */
    const found = [];
    /** @type {Node[]} */
    let line = [];
    const flush = () => {
      const written = paragraph(line);
      if (written) found.push(written);
      line = [];
    };
    for (const node of element.childNodes) {
      const made = node instanceof Element ? block(node) : null;
      if (made === null) {
        line.push(node);
      } else {
        flush();
        found.push(...made);
      }
    }
    flush();
    return found;
  };

  /** @param {Element} node what it is as blocks; nothing for inline content @returns {string[] | null} */
  const block = (node) => {
    switch (node.tagName) {
      case "P":
      case "FIGCAPTION":
      case "CAPTION":
        return [paragraph([...node.childNodes])].filter(Boolean);
      case "H1":
      case "H2":
      case "H3":
      case "H4":
      case "H5":
      case "H6":
        return [`${"#".repeat(Number(node.tagName[1]))} ${paragraph([...node.childNodes])}`];
      case "HR":
        return ["---"];
      case "PRE":
        return [`\`\`\`\n${(node.textContent ?? "").replace(/\n$/, "")}\n\`\`\``];
      case "BLOCKQUOTE":
        return [indented(blocks(node).join("\n\n"), "> ", "> ")];
      case "UL":
      case "OL":
        return [list(node)];
      case "DL":
        return [definitions(node)];
      case "TABLE":
        return table(node);
      case "ARTICLE":
      case "DIV":
      case "FIGURE":
        return blocks(node);
      default:
        return null;
    }
  };

  /** @param {Element} node */
  const list = (node) => {
    const items = [...node.children].filter(({ tagName }) => tagName === "LI");
    const start = Number(node.getAttribute("start") ?? 1);
    const written = items.map((item, at) => {
      const note = item.id && noteOf(`#${item.id}`);
      const mark = note ? `[^${note}]: ` : node.tagName === "OL" ? `${start + at}. ` : "- ";
      return indented(blocks(item).join("\n\n"), mark, " ".repeat(note ? 4 : mark.length));
    });
    const isLoose = written.some((item) => item.includes("\n\n"));
    return written.join(isLoose ? "\n\n" : "\n");
  };

  /** A term with its values as a line of a list. @param {Element} node */
  const definitions = (node) => {
    /** @type {{term: string, values: string[]}[]} */
    const lines = [];
    for (const child of node.children) {
      const written = blocks(child).join(" ");
      if (child.tagName === "DT") lines.push({ term: written, values: [] });
      else lines.at(-1)?.values.push(written);
    }
    return lines.map(({ term, values }) => `- **${term}:** ${values.join(", ")}`).join("\n");
  };

  /** @param {Element} node */
  const table = (node) => {
    const rows = [...node.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => blocks(cell).join(" ").replace(/\n/g, " ").replace(/\|/g, "\\|")));
    const columns = Math.max(0, ...rows.map((row) => row.length));
    if (!columns) return [];
    const line = (/** @type {string[]} */ row) => `| ${[...row, ...Array(columns - row.length).fill("")].join(" | ")} |`;
    const caption = node.querySelector("caption");
    const [head, ...rest] = rows;
    const lines = [line(head), line(Array(columns).fill("---")), ...rest.map(line)].join("\n");
    return [...(caption ? blocks(caption) : []), lines];
  };

  return `${blocks(root).join("\n\n")}\n`;
}

/** The name of the footnote that a link leads to: `#a2-_fn-1` is `2-1`. @param {string} href */
function noteOf(href) {
  const found = /^#a(\d+)-_fn-(\d+)$/.exec(href);
  return found && `${found[1]}-${found[2]}`;
}

/** Code between as many marks as it needs. @param {string} code */
function fenced(code) {
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const mark = "`".repeat(longest + 1);
  const space = longest ? " " : "";
  return `${mark}${space}${code}${space}${mark}`;
}

/** @param {string} text @param {string} first before the first line @param {string} rest before the others */
function indented(text, first, rest) {
  return text
    .split("\n")
    .map((line, at) => (at ? (line ? rest + line : rest.trimEnd()) : first + line))
    .join("\n");
}
