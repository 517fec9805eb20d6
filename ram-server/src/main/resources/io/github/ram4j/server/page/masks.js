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

/** Runs go column by column, the first one outside. */
function veil(pixels, { width, height }, lengths, [red, green, blue]) {
  const wide = pixels.width / width;
  const high = pixels.height / height;
  let start = 0;
  lengths.forEach((length, i) => {
    if (i % 2 === 1) {
      for (let at = start; at < start + length; at++) {
        const x = Math.min(pixels.width - 1, Math.floor(Math.floor(at / height) * wide));
        const y = Math.min(pixels.height - 1, Math.floor((at % height) * high));
        pixels.data.set([red, green, blue, VEIL], 4 * (y * pixels.width + x));
      }
    }
    start += length;
  });
}
