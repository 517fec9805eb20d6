"""Writes the images in this folder and what Pillow makes of them: python generate.py [folder]

Made with Pillow 13.0 and numpy. The colours are formulas, so the pixels are the same each time.
"""
import os
import struct
import sys
import zlib

import numpy as np
from PIL import Image, ImageOps

OUT = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
W, H = 31, 23
y, x = np.mgrid[0:H, 0:W]
RGB = np.dstack([x * 8, y * 11, (x * 7 + y * 13) % 256]).astype(np.uint8)
ALPHA = (x * 8).astype(np.uint8)
RGBA = np.dstack([RGB, ALPHA])
rgb, rgba = Image.fromarray(RGB), Image.fromarray(RGBA)
turned = rgb.transpose(Image.Transpose.ROTATE_180)
gray, alpha = rgb.convert("L"), Image.fromarray(ALPHA)
gray_alpha = Image.merge("LA", [gray, alpha])
palette, bit = rgb.quantize(32), rgb.convert("1")
cmyk = Image.fromarray(np.dstack([RGB, (255 - x * 4 - y * 4).clip(0, 255).astype(np.uint8)]), "CMYK")
names = []


def path(name):
    names.append(name)
    return os.path.join(OUT, name)


def save(image, name, **options):
    image.save(path(name), **options)


def write(name, data):
    with open(path(name), "wb") as file:
        file.write(data)


def read(name):
    with open(os.path.join(OUT, name), "rb") as file:
        return file.read()


def png(name, samples, bits, colour_type):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + row.tobytes() for row in samples)
    header = struct.pack(">IIBBBBB", W, H, bits, colour_type, 0, 0, 0)
    write(name, b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def tiff(name, data, channels, bits, photometric, extra=None, order="<", big=False, orientation=None):
    """One strip, no compression."""
    fields = {256: (3, [W]), 257: (3, [H]), 258: (3, [bits] * channels), 259: (3, [1]), 262: (3, [photometric]),
              277: (3, [channels]), 278: (3, [H]), 279: (4, [len(data)])}
    if extra is not None:
        fields[338] = (3, [extra])
    if orientation is not None:
        fields[274] = (3, [orientation])
    number, room, first = ("Q", 8, 16) if big else ("I", 4, 8)
    fields[273] = (4, [first + 1000])
    table, rest = b"", b""
    rest_place = first + (8 + 20 * len(fields) + 8 if big else 2 + 12 * len(fields) + 4)
    for tag, (kind, values) in sorted(fields.items()):
        raw = struct.pack(order + {3: "H", 4: "I"}[kind] * len(values), *values)
        if len(raw) > room:
            rest += raw
            raw = struct.pack(order + number, rest_place + len(rest) - len(raw))
        table += struct.pack(order + "HH" + number, tag, kind, len(values)) + raw.ljust(room, b"\0")
    mark = {"<": b"II", ">": b"MM"}[order]
    head = mark + (struct.pack(order + "HHHQ", 43, 8, 0, first) if big else struct.pack(order + "HI", 42, first))
    head += struct.pack(order + ("Q" if big else "H"), len(fields)) + table + struct.pack(order + number, 0) + rest
    write(name, head.ljust(first + 1000, b"\0") + data)


def bmp(name, header, data):
    write(name, b"BM" + struct.pack("<IHHI", 14 + len(header) + len(data), 0, 0, 14 + len(header)) + header + data)


def bmp_rows(samples, order):
    rows = [samples[i][:, ::-1].tobytes() for i in order]
    return b"".join(row.ljust((len(row) + 3) // 4 * 4, b"\0") for row in rows)


def rle8(indexes):
    data = b""
    for row in indexes[::-1]:
        i = 0
        while i < W:
            run = 1
            while i + run < W and row[i + run] == row[i]:
                run += 1
            data += bytes((run, int(row[i])))
            i += run
        data += b"\0\0"
    return data + b"\0\1"


def gif(name, screen, left, top, transparent=None, local=False, end=b";"):
    """The palette image somewhere on a screen of another size."""
    palette.save(os.path.join(OUT, "temporary.gif"))
    data = read("temporary.gif")
    os.remove(os.path.join(OUT, "temporary.gif"))
    flags = data[10]
    colours, data = data[13:13 + 3 * (2 << (flags & 7))], data[13 + 3 * (2 << (flags & 7)):]
    while data[:1] == b"!":
        place = 2
        while data[place]:
            place += data[place] + 1
        data = data[place + 1:]
    out = b"GIF89a" + struct.pack("<HHBBB", *screen, 0 if local else flags, 3, 0) + (b"" if local else colours)
    if transparent is not None:
        out += b"!\xf9\x04" + bytes((1, 0, 0, transparent, 0))
    out += b"," + struct.pack("<HHHHB", left, top, W, H, 0x80 | flags & 7 if local else 0) + (colours if local else b"")
    write(name, out + data[10:].rstrip(b";") + end)


# PNG
save(rgb, "rgb.png")
save(rgba, "rgba.png")
save(gray, "gray.png")
save(gray_alpha, "gray-alpha.png")
save(palette, "palette.png")
save(palette, "palette-transparent.png", transparency=bytes(range(32)))
save(rgb, "rgb-transparent.png", transparency=(0, 0, 0))
save(bit, "1-bit.png")
save(rgb.quantize(4), "palette-2-bit.png", bits=2)
save(rgb, "animated.png", save_all=True, append_images=[turned])
png("rgb-16-bit.png", np.dstack([x * 2000, y * 2500, (x * 700 + y * 300) % 65536]).astype(">u2"), 16, 2)
png("rgba-16-bit.png", np.dstack([x * 2000, y * 2500, (x * 700 + y * 300) % 65536, x * 2000]).astype(">u2"), 16, 6)

# JPEG
save(rgb, "rgb.jpg", quality=90)
save(rgb, "rgb-444-progressive.jpg", quality=90, subsampling=0, progressive=True)
save(rgb, "not-ycbcr.jpg", quality=90, keep_rgb=True)
save(gray, "gray.jpg", quality=90)
save(cmyk, "cmyk.jpg", quality=90)
data = bytearray(read("cmyk.jpg"))
adobe = data.find(b"Adobe")
write("ycck.jpg", bytes(data[:adobe + 11]) + b"\2" + bytes(data[adobe + 12:]))
write("cmyk-without-adobe.jpg", bytes(data[:adobe - 4] + data[adobe + 12:]))
write("more-behind.jpg", read("rgb.jpg") + b"\0more" * 20)
write("text-for-end.jpg", read("rgb.jpg")[:-2] + b"hello" * 20)
save(rgb.copy(), "two-images.jpg", format="MPO", save_all=True, append_images=[turned.copy()], quality=90)

# EXIF: turned by the decoder
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x112] = orientation
    save(rgb, f"exif-{orientation}.jpg", exif=exif, quality=90)
save(cmyk, "exif-6-cmyk.jpg", exif=b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0", quality=90)
exif = Image.Exif()
exif[0x112] = 6
save(rgb, "exif-6.png", exif=exif)
save(rgb, "exif-6.webp", exif=exif, lossless=True)

# WebP
save(rgb, "lossy.webp", quality=80)
save(rgba, "lossy-alpha.webp", quality=80)
save(rgb, "lossless.webp", lossless=True)
save(rgba, "lossless-alpha.webp", lossless=True, exact=True)
save(rgba, "animated.webp", save_all=True, append_images=[rgba.transpose(Image.Transpose.ROTATE_180)], lossless=True, exact=True)

# BMP
save(rgb, "rgb.bmp")
save(rgba, "rgba.bmp")
save(gray, "gray.bmp")
save(palette, "palette.bmp")
save(bit, "1-bit.bmp")
info = struct.pack("<IiiHHIIiiII", 40, W, -H, 1, 24, 0, 0, 0, 0, 0, 0)
bmp("from-the-top.bmp", info, bmp_rows(RGB, range(H)))
bmp("os2.bmp", struct.pack("<IHHHH", 12, W, H, 1, 24), bmp_rows(RGB, range(H - 1, -1, -1)))
colours = np.array(palette.getpalette() + [0] * (768 - len(palette.getpalette())), np.uint8).reshape(256, 3)
table = np.dstack([colours[:, 2], colours[:, 1], colours[:, 0], colours[:, 0] * 0]).tobytes()
packed = rle8(np.asarray(palette))
bmp("rle8.bmp", struct.pack("<IiiHHIIiiII", 40, W, H, 1, 8, 1, len(packed), 0, 0, 256, 0) + table, packed)

# GIF
save(palette, "palette.gif")
save(gray, "gray.gif")
save(palette, "interlaced.gif", interlace=True)
save(palette, "transparent.gif", transparency=5)
save(rgba, "animated.gif", save_all=True, append_images=[rgba.transpose(Image.Transpose.ROTATE_180)], disposal=2)
gif("part.gif", (50, 40), 10, 7)
gif("part-transparent.gif", (50, 40), 10, 7, transparent=9)
gif("part-local-palette.gif", (50, 40), 10, 7, transparent=9, local=True)
gif("beyond-the-screen.gif", (20, 20), 5, 5)
gif("no-screen.gif", (0, 0), 0, 0)
gif("no-end.gif", (W, H), 0, 0, end=b"")
noise = Image.fromarray(np.random.default_rng(1).integers(0, 256, (100, 100), dtype=np.uint8))
save(noise, "full-code-table.gif")

# TIFF
for name in ("tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"):
    save(rgb, name.replace("tiff_", "") + ".tif", compression=name)
save(bit, "group4.tif", compression="group4")
save(palette, "palette.tif")
save(gray_alpha, "gray-alpha.tif")
save(rgb, "pages.tif", save_all=True, append_images=[turned])
save(rgba, "unassociated-alpha-lzw.tif", compression="tiff_lzw")
tiff("big-endian.tif", RGB.tobytes(), 3, 8, 2, order=">")
tiff("bigtiff.tif", RGB.tobytes(), 3, 8, 2, big=True)
tiff("orientation-6.tif", RGB.tobytes(), 3, 8, 2, orientation=6)
tiff("unassociated-alpha.tif", RGBA.tobytes(), 4, 8, 2, extra=2)
tiff("unassociated-alpha-big-endian.tif", RGBA.tobytes(), 4, 8, 2, extra=2, order=">")
tiff("unassociated-alpha-bigtiff.tif", RGBA.tobytes(), 4, 8, 2, extra=2, big=True)
multiplied = np.dstack([RGB.astype(int) * ALPHA[..., None] // 255, ALPHA]).astype(np.uint8)
tiff("associated-alpha.tif", multiplied.tobytes(), 4, 8, 2, extra=1)
deep = np.dstack([x * 2000, y * 2500, (x * 700 + y * 300) % 65536, x * 2000])
tiff("rgb-16-bit.tif", deep[..., :3].astype("<u2").tobytes(), 3, 16, 2)
tiff("rgba-16-bit.tif", deep.astype("<u2").tobytes(), 4, 16, 2, extra=2)
tiff("white-is-0.tif", np.asarray(gray).tobytes(), 1, 8, 0)

os.makedirs(os.path.join(OUT, "expected"), exist_ok=True)
for name in names:
    image = Image.open(os.path.join(OUT, name))
    image.seek(0)
    image.convert("RGB").save(os.path.join(OUT, "expected", name + ".png"), optimize=True)
    if name.startswith("exif"):
        upright = ImageOps.exif_transpose(Image.open(os.path.join(OUT, name)))
        upright.convert("RGB").save(os.path.join(OUT, "expected", name + ".upright.png"), optimize=True)
