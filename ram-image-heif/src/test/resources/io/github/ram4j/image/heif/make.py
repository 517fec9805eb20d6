"""Draws the images of this folder and writes what Pillow makes of them; see README.md. Run in this folder."""

import os

import numpy as np
import pillow_heif
from PIL import Image, ImageDraw, ImageOps

from mux import clap, grid, imir, irot, ispe, split, write

pillow_heif.register_heif_opener()


def drawn(width, height, seed=5):
    """Ramps, shapes with hard edges, and a corner of noise."""
    y, x = np.mgrid[0:height, 0:width]
    ramps = np.stack([x * 255 // width, y * 255 // height, (x * 3 + y * 5) % 256], -1)
    image = Image.fromarray(ramps.astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.ellipse([width // 8, height // 8, width // 2, height // 2], fill=(230, 20, 40))
    draw.rectangle([width // 2, height // 2, width * 7 // 8, height * 3 // 4], fill=(10, 200, 90))
    pixels = np.asarray(image).copy()
    noise = np.random.default_rng(seed).integers(0, 256, (height // 4, width // 4, 3))
    pixels[: height // 4, width - width // 4 :] = noise
    return Image.fromarray(pixels)


def coded(name):
    properties, data = split(name)
    return [(box, kind in ("hvcC", "av1C")) for kind, box in properties], data


def main():
    image = drawn(96, 80)
    image.save("full.heic", quality=80)
    image.save("limited-709.heic", quality=80, matrix_coefficients=1, full_range_flag=0)
    image.save("444.heic", quality=80, chroma="444")
    image.save("422.heic", quality=80, chroma="422")
    image.save("rgb.heic", quality=-1, chroma="444", matrix_coefficients=0, full_range_flag=1)
    image.convert("L").save("grey.heic", quality=80)
    drawn(95, 77).save("odd.heic", quality=80)
    alpha = image.copy()
    alpha.putalpha(Image.linear_gradient("L").resize(image.size))
    alpha.save("alpha.heic", quality=80)
    deep = (np.asarray(image).astype(np.uint16) * 257).tobytes()
    ten = pillow_heif.from_bytes(mode="RGB;16", size=image.size, data=deep)
    ten.save("10-bit.heic", quality=80, chroma="420", matrix_coefficients=9, full_range_flag=0)
    exif = Image.Exif()
    exif[274] = 6  # pillow-heif writes it as irot, and EXIF's as upright
    image.save("exif-6.heic", quality=80, exif=exif.tobytes())
    image.save("thumbnail.heic", quality=80, thumbnails=[48])
    several = pillow_heif.from_pillow(drawn(64, 64, 1))
    several.add_from_pillow(image)
    several.save("second-is-primary.heic", quality=80, primary_index=1)

    image.save("full.avif", quality=80)
    image.save("limited.avif", quality=80, range="limited")
    image.save("444.avif", quality=80, subsampling="4:4:4")
    image.convert("L").save("grey.avif", quality=80)
    drawn(95, 77).save("odd.avif", quality=80)
    alpha.save("alpha.avif", quality=80)
    image.save("exif-6.avif", quality=80, exif=exif.tobytes())
    turned = image.transpose(Image.Transpose.ROTATE_180)
    image.save("sequence.avif", quality=80, save_all=True, append_images=[turned])

    for kind, item, brand in (("heic", "hvc1", "heic"), ("avif", "av01", "avif")):
        properties, data = coded("full." + kind)
        for turn in (1, 2, 3):
            write(f"turned-{turn}.{kind}", brand, [(1, item, properties + [(irot(turn), True)], data, 0)])
        write(f"mirrored-0.{kind}", brand, [(1, item, properties + [(imir(0), True)], data, 0)])
        both = [(irot(1), True), (imir(1), True)]
        write(f"turned-mirrored.{kind}", brand, [(1, item, properties + both, data, 0)])
        whole = drawn(192, 128)
        tiles = []
        for place in range(6):
            left, top = place % 3 * 64, place // 3 * 64
            whole.crop((left, top, left + 64, top + 64)).save("tile." + kind, quality=80)
            own, bits = coded("tile." + kind)
            tiles.append((10 + place, item, [p for p in own if b"clap" not in p[0][:8]], bits, 1))
        colours = [p for p in tiles[0][2] if b"colr" in p[0][:8]]
        numbers = grid(2, 3, 180, 120)
        made = [(ispe(180, 120), False)] + colours + [(irot(3), True)]
        top = (1, "grid", made, (0, len(numbers)), 0)
        write(f"grid.{kind}", brand, [top] + tiles, [("dimg", 1, [t[0] for t in tiles])], idat=numbers)
        os.remove("tile." + kind)
    properties, data = coded("full.heic")
    part = [(clap(61, 1, 41, 1, -3, 1, 5, 2), True), (irot(1), True)]
    write("part.heic", "heic", [(1, "hvc1", properties + part, data, 0)])

    for name in sorted(os.listdir(".")):
        if name.endswith((".heic", ".avif")):
            shown = ImageOps.exif_transpose(Image.open(name)).convert("RGB")
            shown.save(f"expected/{name}.png")


main()
