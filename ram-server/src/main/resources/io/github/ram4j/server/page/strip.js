import { byId, make } from "./dom.js";
import { text } from "./texts.js";

const THUMBNAIL_PX = 128;
const STATES = {
  waiting: "stateWaiting",
  running: "stateRunning",
  failed: "stateFailed",
  cancelled: "stateCancelled",
};

/** The images of this visit, one of them chosen: a list box that the arrow keys move through. */
export class Strip {
  #options = new Map();

  constructor({ choose, remove }) {
    this.list = byId("strip");
    this.list.addEventListener("keydown", (event) => {
      const options = [...this.#options.keys()];
      const at = options.findIndex((item) => this.#options.get(item) === document.activeElement);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: options.length - 1 }[event.key];
      if (at >= 0 && options[to]) {
        event.preventDefault();
        choose(options[to]);
        this.focus(options[to]);
      } else if (at >= 0 && event.key === "Delete") {
        event.preventDefault();
        remove(options[at]);
      }
    });
    this.choose = choose;
  }

  add(item) {
    const picture = make("canvas", { width: 0, height: 0, ariaHidden: "true" });
    const option = make(
      "li",
      { role: "option", tabIndex: -1, onclick: () => this.choose(item) },
      picture,
      make("span", { className: "unseen" }),
    );
    this.#options.set(item, option);
    this.list.append(option);
    drawThumbnail(item.file, picture, option);
  }

  remove(item) {
    this.#options.get(item).remove();
    this.#options.delete(item);
  }

  focus(item) {
    this.#options.get(item)?.focus();
  }

  /** Draws the state of an image, which is the chosen one or not. */
  draw(item, chosen) {
    const option = this.#options.get(item);
    if (!option) {
      return;
    }
    const state = STATES[item.state] ? text(STATES[item.state]) : "";
    option.dataset.state = item.state;
    option.ariaSelected = String(chosen);
    option.tabIndex = chosen ? 0 : -1;
    option.title = state ? `${item.name}: ${state}` : item.name;
    option.lastElementChild.textContent = option.title;
    if (chosen) {
      option.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }
}

let drawn = Promise.resolve();

/** One image after the other: each is large while it is decoded. */
function drawThumbnail(file, canvas, option) {
  drawn = drawn.then(() => drawSmall(file, canvas, option));
}

/** A small copy, so that the browser need not keep the decoded image. */
async function drawSmall(file, canvas, option) {
  try {
    const bitmap = await createImageBitmap(file, { resizeHeight: THUMBNAIL_PX, resizeQuality: "medium" });
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    bitmap.close();
  } catch {
    option.classList.add("unshown");
  }
}
