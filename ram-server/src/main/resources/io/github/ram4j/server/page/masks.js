/** The largest side of a drawn mask, so that large images cost no more than the screen shows. */
const LARGEST_PX = 1600;
const VEIL = 105;

/** The run lengths of COCO's compressed counts: five bits a character, from the second on differences. */
export function runs(counts) {
  const found = [];
  for (let at = 0; at < counts.length; ) {
    let value = 0;
    let shift = 0;
    let bits;
    do {
      bits = counts.charCodeAt(at++) - 48;
      value += (bits & 31) * 2 ** shift;
      shift += 5;
    } while (bits & 32);
    value -= bits & 16 ? 2 ** shift : 0;
    found.push(found.length > 2 ? value + found[found.length - 2] : value);
  }
  return found;
}

/** Draws masks over each other on a canvas, each as a veil of its colour. */
export function drawMasks(canvas, { width, height }, masks) {
  const scale = Math.min(1, LARGEST_PX / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(canvas.width, canvas.height);
  for (const { counts, colour } of masks) {
    veil(pixels, { width, height }, runs(counts), colour);
  }
  context.putImageData(pixels, 0, 0);
}

/**
 * Runs go column by column, the first one outside. Each is drawn a column at a time, in the pixels
 * of the canvas, so that a large image takes no longer than what is shown of it.
 */
function veil(pixels, { width, height }, lengths, colour) {
  const at = (place, size, shown) => Math.min(shown - 1, Math.floor((place * shown) / size));
  let start = 0;
  lengths.forEach((length, i) => {
    const end = start + length;
    if (i % 2 === 1) {
      for (let from = start; from < end; ) {
        const column = Math.floor(from / height);
        const to = Math.min(end, (column + 1) * height);
        const top = at(from - column * height, height, pixels.height);
        const bottom = at(to - 1 - column * height, height, pixels.height);
        fillColumn(pixels, at(column, width, pixels.width), top, bottom, colour);
        from = to;
      }
    }
    start = end;
  });
}

function fillColumn({ data, width }, x, top, bottom, [red, green, blue]) {
  for (let y = top, at = 4 * (top * width + x); y <= bottom; y++, at += 4 * width) {
    data[at] = red;
    data[at + 1] = green;
    data[at + 2] = blue;
    data[at + 3] = VEIL;
  }
}
