"""Writes the images in this folder that are not named case-*, and what Pillow makes of all of them: python generate.py

Made with Pillow 13.0 and numpy. The colours are formulas, so the pixels are the same each time.
"""
import io
import os
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps

OUT = os.path.dirname(os.path.abspath(__file__))
W, H = 31, 23
y, x = np.mgrid[0:H, 0:W]
RGB = np.dstack([x * 8, y * 11, (x * 7 + y * 13) % 256]).astype(np.uint8)
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
right = {}


def write(name, data):
    with open(os.path.join(OUT, name), "wb") as file:
        file.write(data)


# PNG

def chunk(kind, data, checksum=None):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) if checksum is None else checksum)


def filtered(row, above, step, kind):
    left = np.concatenate([np.zeros(step, np.uint8), row])[:len(row)].astype(int)
    corner = np.concatenate([np.zeros(step, np.uint8), above])[:len(row)].astype(int)
    up, row = above.astype(int), row.astype(int)
    if kind == 4:
        p = left + up - corner
        a, b, c = abs(p - left), abs(p - up), abs(p - corner)
        nearest = np.where((a <= b) & (a <= c), left, np.where(b <= c, up, corner))
    else:
        nearest = [0 * row, left, up, (left + up) // 2][kind]
    return bytes([kind]) + ((row - nearest) % 256).astype(np.uint8).tobytes()


def rows(samples, bits, interlaced=False):
    """All five filters in turn."""
    out = b""
    for left, top, across, down in PASSES if interlaced else [(0, 0, 1, 1)]:
        part = samples[top::down, left::across]
        if part.shape[0] == 0 or part.shape[1] == 0:
            continue
        step = max(1, part.shape[2] * bits // 8)
        above = None
        for i, pixels in enumerate(part):
            if bits == 16:
                row = np.frombuffer(pixels.astype(">u2").tobytes(), np.uint8)
            elif bits == 8:
                row = pixels.astype(np.uint8).ravel()
            else:
                row = np.packbits(np.unpackbits(pixels.astype(np.uint8).ravel()[:, None], axis=1)[:, 8 - bits:].ravel())
            above = np.zeros(len(row), np.uint8) if above is None else above
            out += filtered(row, above, step, (i + 4) % 5)
            above = row
    return out


def header(bits, kind, interlaced=False, width=W, height=H):
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, interlaced))


END = chunk(b"IEND", b"")
PALETTE = chunk(b"PLTE", bytes((i * 37 + j * 91) % 256 for i in range(200) for j in range(3)))
for kind, channels, depths in [(0, 1, (1, 2, 4, 8, 16)), (2, 3, (8, 16)), (3, 1, (1, 2, 4, 8)), (4, 2, (8, 16)), (6, 4, (8, 16))]:
    for bits in depths:
        for interlaced in (False, True):
            samples = np.dstack([(x * 3 + y * 5 * (c + 1)) * (257 if bits == 16 else 1) for c in range(channels)]) % (1 << bits)
            name = f"kind-{kind}-{bits}{'-interlaced' if interlaced else ''}.png"
            before = chunk(b"PLTE", PALETTE[8:8 + 3 * min(200, 1 << bits)]) if kind == 3 else b""
            write(name, header(bits, kind, interlaced) + before + chunk(b"IDAT", zlib.compress(rows(samples, bits, interlaced), 9)) + END)
            if bits == 16 and kind == 0:  # of which Pillow makes white
                right[name] = np.repeat((samples >> 8).astype(np.uint8), 3, 2)
SAMPLES = zlib.compress(rows(RGB, 8), 9)
EXIF = b"II*\0\x08\0\0\0\1\0\x12\x01\x03\0\1\0\0\0\6\0\0\0\0\0\0\0"
RAW = b"\nexif\n      32\n" + (b"Exif\0\0" + EXIF).hex().encode() + b"\n"
XMP = b'<x:xmpmeta><tiff:Orientation>8</tiff:Orientation></x:xmpmeta>'
for name, text in [("exif-behind", b""), ("raw-text", chunk(b"tEXt", b"Raw profile type exif\0" + RAW)),
                   ("raw-itxt", chunk(b"iTXt", b"Raw profile type exif\0\1\0\0\0" + zlib.compress(RAW))),
                   ("xmp-element", chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0en\0x\0" + zlib.compress(XMP))),
                   ("exif-before-xmp", chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP) + chunk(b"eXIf", EXIF))]:
    write(f"png-{name}.png", header(8, 2) + text + chunk(b"IDAT", SAMPLES) + (b"" if text else chunk(b"eXIf", EXIF)) + END)
write("png-many-texts.png", header(8, 2) + chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(100_000), 9)) * 1000 + chunk(b"IDAT", SAMPLES) + END)
right["png-many-texts.png"] = RGB  # more than Pillow reads
write("png-empty-chunks.png", header(8, 2) + chunk(b"IDAT", b"") * 1000 + chunk(b"IDAT", SAMPLES) + END)
write("png-many-chunks.png", header(8, 2) + b"".join(chunk(b"IDAT", SAMPLES[i:i + 1]) for i in range(len(SAMPLES))) + END)
write("png-too-many-pixels.png", header(8, 2) + chunk(b"IDAT", zlib.compress(rows(RGB, 8) + bytes(10_000_000), 9)) + END)
write("png-short-palette.png", header(8, 3) + chunk(b"PLTE", bytes(range(30))) + chunk(b"IDAT", zlib.compress(rows(RGB[:, :, :1], 8), 9)) + END)
write("png-checksum.png", header(8, 2) + chunk(b"IDAT", SAMPLES, 5) + END)
write("png-adler.png", header(8, 2) + chunk(b"IDAT", SAMPLES[:-1] + b"\0") + END)
write("png-filter-5.png", header(8, 2) + chunk(b"IDAT", zlib.compress(b"\5" + rows(RGB, 8)[1:])) + END)
write("png-unknown-capital.png", header(8, 2) + chunk(b"ABCD", b"x") + chunk(b"IDAT", SAMPLES) + END)
write("png-two-headers.png", header(8, 2) + header(8, 2, False, 30000, 30000)[8:] + chunk(b"IDAT", SAMPLES) + END)
write("png-no-palette.png", header(8, 3) + chunk(b"IDAT", zlib.compress(rows(RGB[:, :, :1], 8))) + END)
write("png-no-pixels.png", header(8, 2) + END)
write("png-3-bits.png", header(3, 2) + chunk(b"IDAT", SAMPLES) + END)
write("png-cgbi.png", header(8, 2)[:8] + chunk(b"CgBI", b"\x50\0\x20\2") + header(8, 2)[8:] + chunk(b"IDAT", SAMPLES[2:-4]) + END)

# GIF

def codes(indices, bits=8, end=True, clear_first=True):
    clear, width, out, held, count = 1 << bits, bits + 1, bytearray(), 0, 0
    values = [c for i in indices for c in (clear, int(i))][0 if clear_first else 1:] + ([clear + 1] if end else [])
    for code in values:
        held |= code << count
        count += width
        while count >= 8:
            out.append(held & 255)
            held >>= 8
            count -= 8
    if count:
        out.append(held & 255)
    return bytes([bits]) + b"".join(bytes([len(out[i:i + 255])]) + bytes(out[i:i + 255]) for i in range(0, len(out), 255)) + b"\0"


def gif(name, palette, data, before=b"", width=W, height=H):
    size = {0: 0, 6: 0x80, 12: 0x81, 768: 0x87}[len(palette)]
    write(name, b"GIF89a" + struct.pack("<HHBBB", width, height, size, 0, 0) + palette + before
          + b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + data + b";")


INDICES = ((x * 3 + y * 5) % 256).ravel()
COLOURS = bytes((i * 37 + j * 91) % 256 for i in range(256) for j in range(3))
gif("gif-palette-of-2.gif", COLOURS[:6], codes(INDICES))
gif("gif-grey-palette-of-2.gif", bytes([0, 0, 0, 1, 1, 1]), codes(INDICES))
gif("gif-no-palette.gif", b"", codes(INDICES))
gif("gif-without-first-clear.gif", COLOURS, codes(INDICES, clear_first=False))
gif("gif-long-control.gif", COLOURS, codes(INDICES), b"!\xf9\x0b" + bytes([1, 0, 0, 7]) + b"," + bytes([9] * 6) + b"\0")
gif("gif-end-before-last.gif", COLOURS, codes(INDICES[:-1]))
gif("gif-undefined-code.gif", COLOURS, b"\x08\x03\x00\xff\xff\0")
gif("gif-indices-of-9-bits.gif", COLOURS, b"\x09\x01\x00\0")

# WebP

def riff(*chunks):
    data = b"WEBP" + b"".join(name + struct.pack("<I", len(d)) + d + b"\0" * (len(d) % 2) for name, d in chunks)
    return b"RIFF" + struct.pack("<I", len(data)) + data


def u24(value):
    return struct.pack("<I", value)[:3]


def still(image, **options):
    out = io.BytesIO()
    image.save(out, "webp", **options)
    data, place, found = out.getvalue(), 12, []
    while place < len(data):
        length = struct.unpack("<I", data[place + 4:place + 8])[0]
        if data[place:place + 4] != b"VP8X":
            found.append((data[place:place + 4], data[place + 8:place + 8 + length]))
        place += 8 + length + length % 2
    return found


def animated(name, frame, width, height, left=0, top=0, canvas=(40, 30), behind=()):
    body = b"".join(k + struct.pack("<I", len(d)) + d + b"\0" * (len(d) % 2) for k, d in frame)
    head = u24(left // 2) + u24(top // 2) + u24(width - 1) + u24(height - 1) + u24(100) + b"\0"
    flags = 0x12 | (8 if any(k == b"EXIF" for k, _ in behind) else 0) | (4 if any(k == b"XMP " for k, _ in behind) else 0)
    write(name, riff((b"VP8X", bytes([flags, 0, 0, 0]) + u24(canvas[0] - 1) + u24(canvas[1] - 1)), (b"ANIM", bytes([9, 9, 9, 255, 0, 0])),
                     (b"ANMF", head + body), *behind))


RGBA = Image.fromarray(np.dstack([RGB, (x * 8).astype(np.uint8)]))
LOSSLESS, LOSSY = still(Image.fromarray(RGB), lossless=True), still(RGBA, quality=80)
animated("webp-part.webp", LOSSLESS, W, H, 4, 6)
animated("webp-part-turned.webp", LOSSLESS, W, H, 4, 6, behind=[(b"EXIF", EXIF)])
animated("webp-lossy-alpha-animated.webp", LOSSY, W, H, canvas=(W, H))
animated("webp-xmp-animated.webp", LOSSLESS, W, H, canvas=(W, H), behind=[(b"XMP ", XMP)])
animated("webp-beyond-canvas.webp", LOSSLESS, W, H, 20, 6)
animated("webp-frame-of-other-size.webp", LOSSLESS, W + 1, H)
write("webp-canvas-of-other-size.webp", riff((b"VP8X", b"\0\0\0\0" + u24(9) + u24(9)), *LOSSLESS))
write("webp-no-image.webp", riff((b"VP8X", b"\2\0\0\0" + u24(9) + u24(9)), (b"ANIM", b"\0" * 6)))

# JPEG

def segment(marker, data):
    return bytes([255, marker]) + struct.pack(">H", len(data) + 2) + data


base = io.BytesIO()
Image.fromarray(RGB).save(base, "jpeg", quality=90)
base = base.getvalue()
frame = base.index(b"\xff\xc0")
scan = base.index(b"\xff\xda")
write("jpeg-exif-behind-frame.jpg", base[:scan] + segment(0xE1, b"Exif\0\0" + EXIF) + base[scan:])
write("jpeg-exif-before-xmp.jpg", base[:2] + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP) + segment(0xE1, b"Exif\0\0" + EXIF) + base[2:])
write("jpeg-12-bits.jpg", base[:frame + 4] + b"\x0c" + base[frame + 5:])
write("jpeg-hierarchical.jpg", base[:frame + 1] + b"\xc5" + base[frame + 2:])
write("jpeg-ls.jpg", base[:frame + 1] + b"\xf7" + base[frame + 2:])
write("jpeg-two-frames.jpg", base[:scan] + base[frame:frame + 19] + base[scan:])
progressive = io.BytesIO()
Image.fromarray(RGB).save(progressive, "jpeg", quality=90, progressive=True)
progressive = progressive.getvalue()
last = progressive.rindex(b"\xff\xda")
write("jpeg-101-scans.jpg", progressive[:-2] + progressive[last:-2] * 101 + b"\xff\xd9")

middle = (scan + len(base)) // 2
write("jpeg-marker-in-scan.jpg", base[:middle] + b"\xff\x40" + base[middle + 2:])
write("jpeg-second-scan.jpg", base[:-2] + base[scan:])
write("jpeg-segments-behind.jpg", base[:-2] + b"\xff\x01" + segment(0xFE, b"comment") + base[base.index(b"\xff\xdb"):frame] + b"\xff\xd9")
write("jpeg-cut-with-end.jpg", base[:middle] + b"\xff\xd9")  # grey from there on
write("jpeg-extra-before-end.jpg", base[:-2] + bytes(range(40)) + b"\xff\xff\xd9behind")
for mode, colours in [("grey", RGB[:, :, 0]), ("cmyk", np.dstack([RGB, RGB[:, :, 1] // 3]))]:
    part = io.BytesIO()
    Image.fromarray(colours, "CMYK" if mode == "cmyk" else "L").save(part, "jpeg", quality=90, exif=EXIF)
    part = part.getvalue()
    write(f"jpeg-cut-{mode}.jpg", part[:(part.rindex(b"\xff\xda") + len(part)) // 2] + b"\xff\xd9")
restarts = io.BytesIO()
Image.fromarray(RGB).save(restarts, "jpeg", quality=90, restart_marker_blocks=1)
restarts = restarts.getvalue()
third = restarts.index(b"\xff\xd2")
write("jpeg-marker-before-restart.jpg", restarts[:third - 20] + b"\xff\x40" + restarts[third - 18:])
write("jpeg-scan-behind-restarts.jpg", restarts[:-2] + restarts[restarts.index(b"\xff\xda"):])

# Others

for name, brands in [("mif1-avif", b"mif1\0\0\0\0mif1avifmiaf"), ("mif1-heic", b"mif1\0\0\0\0mif1heic"), ("mif1", b"mif1\0\0\0\0mif1"), ("film", b"isom\0\0\2\0isomiso2"), ("other", b"abcd\0\0\0\0abcd")]:
    write(f"ftyp-{name}.bin", struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + b"\0" * 8)
for name, first in [("jxl-boxes", b"\0\0\0\x0cJXL \r\n\x87\n"), ("j2k", b"\xff\x4f\xff\x51\0"), ("icon", b"\0\0\1\0\1\0"), ("pdf", b"%PDF-1.7"), ("psd", b"8BPS\0\1"), ("qoi", b"qoif")]:
    write(f"{name}.bin", first + b"\0" * 20)

with open(os.path.join(OUT, "refused.tsv"), encoding="utf-8") as file:
    refused = {line.split("\t")[0] for line in file}
os.makedirs(os.path.join(OUT, "expected"), exist_ok=True)
for name in sorted(os.listdir(OUT)):
    if name in refused or not name.endswith((".png", ".gif", ".webp", ".jpg")):
        continue
    image = Image.fromarray(right[name]) if name in right else ImageOps.exif_transpose(Image.open(os.path.join(OUT, name))).convert("RGB")
    image.save(os.path.join(OUT, "expected", name + ".png"), optimize=True)
