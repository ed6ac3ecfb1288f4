// The chart of the self-scan: for each statement five long plots beside each
// other, as many of them grown as the score says. Drawn with attributes and
// classes only, as the site's policy wants it.

/** The answer "does not know". */
export const UNKNOWN = "x";

const SVG = "http://www.w3.org/2000/svg";
const SCORES = 5;
/** From this width on the titles stand beside the plots, else above. */
const WIDE = 520;
/** The size of the letters, as the style sheet has it. */
const LETTERS = 15;
const [LINE, GAP, SPACE] = [20, 4, 12];

/**
 * @param {{title: string, answer: string | undefined, other: string | undefined}[]} rows
 * @param {number} room how wide it may be
 * @param {{title: string, words: (answer: string | undefined) => string}} texts
 */
export function chart(rows, room, texts) {
  const width = Math.max(240, Math.min(room || 600, 760));
  const longest = Math.max(...rows.map(({ title }) => widthOf(title))) + SPACE;
  const isWide = width >= WIDE && longest < width / 2;
  const left = isWide ? longest : 0;
  const right = Math.max(...rows.map(({ answer }) => widthOf(Number(answer) ? "0" : texts.words(answer)))) + SPACE;
  const plot = (width - left - right - GAP * (SCORES - 1)) / SCORES;
  const step = isWide ? LINE + SPACE : LINE * 2 + SPACE;
  const height = rows.length * step + LINE;
  const svg = shape("svg", { class: "scan-plots", viewBox: `0 0 ${width} ${height}`, width, height, role: "img" });
  const title = shape("title", {});
  title.textContent = texts.title;
  svg.append(title);
  for (let score = 1; score <= SCORES; score += 1) {
    svg.append(lettering(left + (score - 0.5) * plot + (score - 1) * GAP, 15, String(score), "scan-axis"));
  }
  rows.forEach((row, at) => {
    const top = LINE + SPACE / 2 + at * step;
    const y = isWide ? top : top + LINE;
    svg.append(lettering(0, top + 15, row.title, "scan-row-title"));
    const score = Number(row.answer) || 0;
    for (let place = 1; place <= SCORES; place += 1) {
      const x = left + (place - 1) * (plot + GAP);
      svg.append(shape("rect", { class: place <= score ? "scan-plot-on" : "scan-plot", x, y, width: plot, height: LINE, rx: 2 }));
    }
    const other = Number(row.other) || 0;
    if (other) svg.append(shape("circle", { class: "scan-plot-other", cx: left + (other - 0.5) * plot + (other - 1) * GAP, cy: y + LINE / 2, r: LINE / 2 - 4 }));
    svg.append(lettering(width - right + 10, y + 15, score ? String(score) : texts.words(row.answer), score ? "scan-row-score" : "scan-row-none"));
  });
  return svg;
}

/** How wide a text is. @param {string} text */
function widthOf(text) {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return text.length * LETTERS;
  pen.font = `${LETTERS}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width;
}

/** @param {number} x @param {number} y @param {string} text @param {string} name */
function lettering(x, y, text, name) {
  const made = shape("text", { class: name, x, y });
  made.textContent = text;
  return made;
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(typeof value === "number" ? Math.round(value * 10) / 10 : value));
  return made;
}
