import { byId } from "./dom.js";
import { text } from "./texts.js";

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

  constructor() {
    this.image = byId("preview");
    this.image.addEventListener("error", () => this.#shown(false));
    this.image.addEventListener("load", () => {
      const { width, height } = shownSize(this.image);
      byId("file-facts").textContent += ` · ${width} × ${height}`;
    });
  }

  show(item) {
    this.clear();
    this.#shown(!item.folder);
    this.image.alt = text("preview", item.name);
    if (!item.folder) {
      this.#address = URL.createObjectURL(item.file);
      this.image.src = this.#address;
    }
    byId("file-name").textContent = item.name;
    byId("file-facts").textContent = item.folder ? "" : size(item.file.size);
  }

  clear() {
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
