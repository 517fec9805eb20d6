import { byId, make, say } from "./dom.js";
import { names } from "./scores.js";
import { meaning, text } from "./texts.js";
import { shownSize } from "./viewer.js";

/** The largest side of the drawn map, which is coarse: more would show no more. */
const LARGEST_PX = 600;
const WARM = [255, 90, 0];
const STRONGEST = 0.67;
const DARKEST = 0.6;

/** The button beside a tag that shows where the model looks for it. */
export function lookButton(tag, language, { look, shown }) {
  const named = names(tag, language).map(([, name]) => name).join(" ");
  const button = make("button", {
    type: "button",
    className: "look",
    title: text("look", named),
    ariaLabel: text("look", named),
    ariaPressed: String(shown),
    onclick: () => look(tag),
  });
  button.append(make("span", { className: "eye", ariaHidden: "true" }));
  return button;
}

/** Where the model looks for a tag: a map over the preview, and the same in words. */
export class Looks {
  #drawn;

  constructor() {
    this.canvas = byId("looks");
    this.image = byId("preview");
    this.image.addEventListener("load", () => this.#paint());
  }

  /** Draws the map that was asked for of the chosen image, in a language of tags. */
  draw(item, language) {
    const { answer, busy, problem } = item.looks;
    byId("looks-busy").hidden = !busy;
    byId("looks-problem").hidden = !problem;
    byId("looks-problem").textContent = problem ? `${meaning(problem.code)}: ${problem.message}` : "";
    const shown = !busy && !problem ? answer : undefined;
    byId("looks-words").hidden = !shown;
    byId("looks-words").textContent = shown ? words(shown, language) : "";
    if (this.#drawn !== shown) {
      this.#drawn = shown;
      this.#paint();
      if (shown) {
        say(words(shown, language));
      }
    }
  }

  /** The map lies over the image as the browser shows it; over none there is nothing to lie on. */
  #paint() {
    const { width, height } = shownSize(this.image);
    this.canvas.hidden = !this.#drawn || !width;
    if (!this.canvas.hidden) {
      paint(this.canvas, width, height, this.#drawn);
    }
  }
}

/** What a map says, in words. */
function words({ en, zh, most: [x, y] }, language) {
  const third = (part) => Math.min(2, Math.floor(3 * part));
  const name = names({ en, zh }, language)
    .map(([, part]) => part)
    .join(" ");
  return text("looks", name, text(`place${3 * third(y) + third(x)}`));
}

/** Dark where a tag looks less, warm where it looks most, and a ring around the most. */
function paint(canvas, width, height, { shares, most: [mostX, mostY] }) {
  const scale = Math.min(1, LARGEST_PX / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(canvas.width, canvas.height);
  const part = smooth(shares);
  for (let y = 0, at = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++, at += 4) {
      const value = part((x + 0.5) / canvas.width, (y + 0.5) / canvas.height);
      const warm = STRONGEST * value * value;
      const alpha = warm + DARKEST * (1 - value) * (1 - warm);
      pixels.data.set(WARM.map((colour) => (colour * warm) / (alpha || 1)), at);
      pixels.data[at + 3] = 255 * alpha;
    }
  }
  context.putImageData(pixels, 0, 0);
  ring(context, mostX * canvas.width, mostY * canvas.height, Math.max(canvas.width, canvas.height) / 45);
}

/** Shares between the middles of their parts, 0 for the least and 1 for the greatest. */
export function smooth(shares) {
  const rows = shares.length;
  const columns = shares[0].length;
  const all = shares.flat();
  const least = Math.min(...all);
  const range = Math.max(...all) - least;
  const value = (row, column) => (range > 0 ? (shares[row][column] - least) / range : 0);
  const within = (at, count) => Math.min(Math.max(at, 0), count - 1);
  return (x, y) => {
    const row = within(y * rows - 0.5, rows);
    const column = within(x * columns - 0.5, columns);
    const [above, left] = [Math.floor(row), Math.floor(column)];
    const [below, right] = [within(above + 1, rows), within(left + 1, columns)];
    const between = (from, to, part) => from + (to - from) * part;
    return between(
      between(value(above, left), value(above, right), column - left),
      between(value(below, left), value(below, right), column - left),
      row - above,
    );
  };
}

function ring(context, x, y, radius) {
  for (const [wide, colour] of [[radius * 0.7, "#000"], [radius * 0.35, "#ffd24a"]]) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = wide;
    context.strokeStyle = colour;
    context.stroke();
  }
}
