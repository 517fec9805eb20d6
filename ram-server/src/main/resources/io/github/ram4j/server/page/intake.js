import { byId } from "./dom.js";
import { text } from "./texts.js";

let pasted = 0;

/** Takes images that are dropped, pasted, chosen or photographed: files with their names. */
export function takeImages(take) {
  for (const input of [byId("choose"), byId("photograph")]) {
    input.addEventListener("change", () => {
      take([...input.files].map((file) => [file, file.name]));
      input.value = "";
    });
  }
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      take(files.map((file) => [file, pastedName(file)]));
    }
  });
  takeDrops((files) => take(files.map(({ file, folder }) => [file, file.name, folder])));
}

/** A browser names every pasted image alike. */
function pastedName(file) {
  const [, ending] = /^image(\.\w+)?$/.exec(file.name) ?? [];
  return ending === undefined && file.name !== "image" ? file.name : text("pasted", ++pasted) + (ending ?? "");
}

function takeDrops(take) {
  const overlay = byId("drop-here");
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      overlay.hidden = false;
    }
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) {
      overlay.hidden = true;
    }
  });
  document.addEventListener("drop", (event) => {
    overlay.hidden = true;
    if (carriesFiles(event)) {
      event.preventDefault();
      take([...event.dataTransfer.items].filter((item) => item.kind === "file").map(dropped));
    }
  });
}

/** A folder comes as a file that nobody can read: whether it is one is known while it is dropped alone. */
const dropped = (item) => ({ file: item.getAsFile(), folder: Boolean(item.webkitGetAsEntry?.()?.isDirectory) });
