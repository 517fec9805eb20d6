import { byId, make, spoken } from "./dom.js";
import { drawMasks } from "./masks.js";
import { names, written } from "./scores.js";
import { meaning, text } from "./texts.js";
import { shownSize } from "./viewer.js";

const SVG = "http://www.w3.org/2000/svg";

/** Colours that are told apart on most images, for people with red-green blindness, too. */
const COLOURS = [
  [230, 159, 0], [86, 180, 233], [0, 158, 115], [240, 228, 66],
  [0, 114, 178], [213, 94, 0], [204, 121, 167], [153, 112, 255],
];

/** Where things are: boxes and masks over the preview, and a list of them for all who read it. */
export class Places {
  #drawn;
  #kept;
  #buttons = [];
  #boxes = [];

  constructor() {
    this.boxes = byId("boxes");
    this.masks = byId("masks");
    this.image = byId("preview");
    for (const end of ["load", "error"]) {
      this.image.addEventListener(end, () => this.#showAll());
    }
    byId("places-shown").addEventListener("change", () => this.#showAll());
  }

  /** Draws what was found in the chosen image, in a language of tags. */
  draw(item, model, language) {
    const { answer, busy, problem, begun } = item.places;
    byId("places-part").hidden = !model.regions || item.state === "failed" || item.state === "cancelled";
    byId("places-ask").disabled = busy;
    byId("places-busy").hidden = !busy;
    byId("places-problem").hidden = !problem;
    byId("places-problem").textContent = problem ? `${meaning(problem.code)}: ${problem.message}` : "";
    byId("places-none").hidden = !answer || answer.regions.length > 0;
    byId("places-skipped").hidden = !answer?.skipped;
    byId("places-skipped").textContent = answer?.skipped ? text("skipped", answer.skipped.join(", ")) : "";
    byId("places-switch").hidden = !answer?.regions.length;
    const key = begun && answer ? `${item.key} ${language} ${document.documentElement.lang}` : "";
    if (this.#drawn?.answer !== answer || this.#drawn?.key !== key) {
      this.#drawn = { answer, key };
      this.#drawAll(answer, language);
    }
  }

  #drawAll(answer, language) {
    const regions = answer?.regions ?? [];
    const colours = new Map();
    for (const { tag } of regions) {
      if (!colours.has(tag)) {
        colours.set(tag, COLOURS[colours.size % COLOURS.length]);
      }
    }
    this.#kept = undefined;
    this.boxes.replaceChildren();
    if (answer) {
      this.boxes.setAttribute("viewBox", `0 0 ${answer.width} ${answer.height}`);
    }
    this.#boxes = regions.map((region) => box(region, colours.get(region.tag)));
    this.boxes.append(...this.#boxes);
    this.#buttons = regions.map((region, i) => this.#button(region, i, answer, colours, language));
    byId("places").replaceChildren(...this.#buttons.map((button) => make("li", {}, button)));
    if (regions.some((region) => region.mask)) {
      const masks = regions.filter((region) => region.mask);
      drawMasks(
        this.masks,
        answer,
        masks.map((region) => ({ counts: region.mask.counts, colour: colours.get(region.tag) })),
      );
    } else {
      this.masks.width = this.masks.height = 0;
    }
    this.#showAll();
  }

  #button(region, i, answer, colours, language) {
    const swatch = make("span", { className: "swatch", ariaHidden: "true" });
    swatch.style.background = `rgb(${colours.get(region.tag)})`;
    const named = { en: region.tag, zh: region.zh ?? [] };
    const button = make(
      "button",
      { type: "button", className: "chip place", ariaPressed: "false" },
      swatch,
      ...names(named, language).map(([lang, name]) => spoken("span", lang, name)),
      make("span", { className: "score", textContent: written(region.score) }),
      make("span", { className: "unseen", textContent: whereabouts(region.box, answer) }),
    );
    button.title = whereabouts(region.box, answer);
    button.addEventListener("focus", () => this.#mark(i));
    button.addEventListener("mouseenter", () => this.#mark(i));
    button.addEventListener("blur", () => this.#mark(this.#kept));
    button.addEventListener("mouseleave", () => this.#mark(this.#kept));
    button.addEventListener("click", () => {
      this.#kept = this.#kept === i ? undefined : i;
      this.#buttons.forEach((other, at) => (other.ariaPressed = String(at === this.#kept)));
      this.#mark(this.#kept ?? i);
    });
    return button;
  }

  /** Makes one box stand out; none for undefined. */
  #mark(i) {
    this.boxes.classList.toggle("marking", i !== undefined);
    this.#boxes.forEach((drawn, at) => drawn.classList.toggle("marked", at === i));
  }

  #showAll() {
    const turned = this.#boxes.length > 0 && !this.#fits();
    const shown = byId("places-shown").checked && this.#boxes.length > 0 && !turned;
    byId("places-turned").hidden = !turned;
    this.boxes.toggleAttribute("hidden", !shown);
    this.masks.hidden = !shown || this.masks.width === 0;
  }

  /** Whether the preview has the shape that the server saw: browsers turn fewer kinds of images. */
  #fits() {
    const shown = shownSize(this.image);
    const { width, height } = this.#drawn.answer;
    return !shown.width || Math.abs(shown.width * height - shown.height * width) <= Math.max(width, height);
  }
}

/** A box with a dark edge around its coloured line, so that it is seen on any ground. */
function box({ box: [x0, y0, x1, y1] }, colour) {
  const group = document.createElementNS(SVG, "g");
  for (const name of ["edge", "line"]) {
    const rectangle = document.createElementNS(SVG, "rect");
    rectangle.setAttribute("class", name);
    rectangle.setAttribute("x", x0);
    rectangle.setAttribute("y", y0);
    rectangle.setAttribute("width", x1 - x0);
    rectangle.setAttribute("height", y1 - y0);
    group.append(rectangle);
  }
  group.lastChild.style.stroke = `rgb(${colour})`;
  return group;
}

/** Where a box is, in words. */
function whereabouts([x0, y0, x1, y1], { width, height }) {
  const third = (middle, size) => Math.min(2, Math.max(0, Math.floor((3 * middle) / size)));
  const place = 3 * third((y0 + y1) / 2, height) + third((x0 + x1) / 2, width);
  const within = (at, size) => Math.min(size, Math.max(0, at));
  const wide = within(x1, width) - within(x0, width);
  const high = within(y1, height) - within(y0, height);
  const share = Math.round((100 * wide * high) / (width * height));
  return text("whereabouts", text(`place${place}`), Math.max(1, share));
}
