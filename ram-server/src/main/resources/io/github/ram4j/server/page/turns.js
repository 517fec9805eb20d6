/** The largest side of a preview that is turned here. */
const LARGEST_PX = 2048;

/** The side to which images are scaled to be compared. */
const COMPARED_PX = 32;

/** Where each orientation of EXIF puts the axes of the stored image: a canvas's transform, by 1. */
const TURNS = {
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1],
  8: [0, -1, 1, 0, 0, 1],
};

/**
 * A WebP turned upright by its EXIF data, where the browser does not turn it, as Chromium: the
 * models see it upright, and what they find is laid over the preview. None for all other files.
 */
export async function turnedHere(file) {
  let stored;
  try {
    const turn = (await isWebp(file)) && TURNS[orientation(new DataView(await file.arrayBuffer()))];
    if (!turn) {
      return undefined;
    }
    stored = await createImageBitmap(file, { imageOrientation: "none" });
    if (await isTurnedByTheBrowser(file, stored)) {
      return undefined;
    }
    return await turned(stored, turn);
  } catch {
    return undefined; // no image that the browser reads: it shows none
  } finally {
    stored?.close();
  }
}

async function isWebp(file) {
  const head = new DataView(await file.slice(0, 12).arrayBuffer());
  return head.byteLength === 12 && name(head, 0) === "RIFF" && name(head, 8) === "WEBP";
}

function name(bytes, at) {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => bytes.getUint8(at + i)));
}

/** The orientation in the EXIF data of a WebP, 1 to 8; undefined where there is none. */
function orientation(bytes) {
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const size = bytes.getUint32(at + 4, true);
    if (name(bytes, at) === "EXIF") {
      const end = Math.min(at + 8 + size, bytes.byteLength);
      return orientationTag(new DataView(bytes.buffer, at + 8, end - at - 8));
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
}

/** The orientation of the first directory of EXIF data, with or without "Exif" before them. */
function orientationTag(exif) {
  const tiff = exif.byteLength > 6 && exif.getUint32(0) === 0x45786966 ? 6 : 0;
  if (tiff + 8 > exif.byteLength) {
    return undefined;
  }
  const little = exif.getUint16(tiff) === 0x4949;
  const first = tiff + exif.getUint32(tiff + 4, little);
  const count = first + 2 <= exif.byteLength ? exif.getUint16(first, little) : 0;
  for (let at = first + 2, i = 0; i < count && at + 12 <= exif.byteLength; i++, at += 12) {
    if (exif.getUint16(at, little) === 0x112) {
      return exif.getUint16(at + 8, little);
    }
  }
  return undefined;
}

async function isTurnedByTheBrowser(file, stored) {
  const shown = await createImageBitmap(file);
  try {
    const [one, other] = [shown, stored].map(small);
    return shown.width !== stored.width || one.some((value, i) => value !== other[i]);
  } finally {
    shown.close();
  }
}

function small(image) {
  const context = canvas(COMPARED_PX, COMPARED_PX).getContext("2d");
  context.drawImage(image, 0, 0, COMPARED_PX, COMPARED_PX);
  return context.getImageData(0, 0, COMPARED_PX, COMPARED_PX).data;
}

/** The turned image as a file, and its size before it was scaled. */
async function turned(stored, [a, b, c, d, e, f]) {
  const scale = Math.min(1, LARGEST_PX / Math.max(stored.width, stored.height));
  const width = Math.max(1, Math.round(stored.width * scale));
  const height = Math.max(1, Math.round(stored.height * scale));
  const size = a === 0 ? [stored.height, stored.width] : [stored.width, stored.height];
  const drawn = a === 0 ? canvas(height, width) : canvas(width, height);
  const context = drawn.getContext("2d");
  context.setTransform(a, b, c, d, e * drawn.width, f * drawn.height);
  context.drawImage(stored, 0, 0, width, height);
  const preview = await new Promise((done) => drawn.toBlob(done));
  return { preview, width: size[0], height: size[1] };
}

function canvas(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}
