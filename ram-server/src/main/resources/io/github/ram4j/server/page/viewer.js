import { byId } from "./dom.js";
import { text } from "./texts.js";
import { turnedHere } from "./turns.js";

/**
 * The size of an image as it is shown, 0 before it is: its natural size is that of the image turned
 * upright, even where the page shows it as it is stored.
 */
export function shownSize(image) {
  image.classList.add("measured");
  const size = { width: image.offsetWidth, height: image.offsetHeight };
  image.classList.remove("measured");
  return image.naturalWidth ? size : { width: 0, height: 0 };
}

/** The preview of the chosen image, by the browser; the server decodes the file itself. */
export class Viewer {
  #address;
  #item;
  #turned;

  constructor() {
    this.image = byId("preview");
    this.image.addEventListener("error", () => this.#shown(false));
    this.image.addEventListener("load", () => {
      const { width, height } = this.#turned ?? shownSize(this.image);
      byId("file-facts").textContent += ` · ${width} × ${height}`;
    });
  }

  async show(item) {
    this.clear();
    this.#item = item;
    this.#shown(!item.folder);
    this.image.alt = text("preview", item.name);
    byId("file-name").textContent = item.name;
    byId("file-facts").textContent = item.folder ? "" : size(item.file.size);
    if (item.folder) {
      return;
    }
    const turned = document.body.classList.contains("stored") ? undefined : await turnedHere(item.file);
    if (this.#item === item) {
      this.#turned = turned;
      this.#address = URL.createObjectURL(turned?.preview ?? item.file);
      this.image.src = this.#address;
    }
  }

  clear() {
    this.#item = this.#turned = undefined;
    if (this.#address) {
      this.image.removeAttribute("src");
      URL.revokeObjectURL(this.#address);
      this.#address = undefined;
    }
  }

  #shown(shown) {
    this.image.hidden = !shown;
    byId("no-preview").hidden = shown;
  }
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
