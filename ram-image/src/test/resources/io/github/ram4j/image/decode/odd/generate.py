"""Writes TIFFs and BMPs of many kinds, and what Pillow makes of them, or what is right where Pillow is not.

python3 -m venv venv && venv/bin/pip install pillow==13.0.0 tifffile==2026.3.3 imagecodecs==2026.3.6 numpy
venv/bin/python generate.py

Files named case-* are not made here; see README.md.
"""
import os
import struct

import numpy as np
import tifffile
from PIL import Image

OUT = os.path.dirname(os.path.abspath(__file__))
W, H = 31, 23
y, x = np.mgrid[0:H, 0:W]
random = np.random.default_rng(5)
RGB = np.clip(np.dstack([x * 8, y * 11, (x * 7 + y * 3) % 256]) + random.integers(0, 9, (H, W, 3)), 0, 255).astype(np.uint8)
ALPHA = ((x * 9 + y) % 256).astype(np.uint8)
ALPHA[0:2] = 0
ALPHA[2:4] = 255
RGBA = np.dstack([RGB, ALPHA])
GRAY = RGB[..., 2].copy()
MULTIPLIED = np.dstack([(RGB.astype(int) * ALPHA[..., None] // 255).astype(np.uint8), ALPHA])
MULTIPLIED[0, :, :3] = 77
MAP = random.integers(0, 65536, (3, 256)).astype(np.uint16)
right = {}  # by name, where Pillow is wrong or refuses
refused = {}


def deep(samples):
    return np.clip(samples.astype(int) * 257 + random.integers(-99, 99, samples.shape), 0, 65535).astype(np.uint16)


def upper(samples):
    return (samples >> 8).astype(np.uint8)


def gray3(samples):
    return np.dstack([samples] * 3)


def tif(name, samples, answer=None, refusal=None, **how):
    tifffile.imwrite(os.path.join(OUT, name), samples, metadata=None, **how)
    remember(name, answer, refusal)


def remember(name, answer, refusal):
    if answer is not None:
        right[name] = answer
    if refusal:
        refused[name] = refusal


def fields(name, data, samples, bits, photometric, order="<", more=(), answer=None, refusal=None, counts=None):
    """A TIFF of one strip, field by field."""
    entries = [(256, 4, [W]), (257, 4, [H]), (258, 3, bits if isinstance(bits, list) else [bits] * samples), (259, 3, [1]),
               (262, 3, [photometric]), (273, 4, [0]), (277, 3, [samples]), (278, 4, [H]), (279, 4, [counts or len(data)])]
    entries = sorted([e for e in entries if e[0] not in {m[0] for m in more if m[0] != 256}] + list(more), key=lambda e: e[0])
    size = {1: 1, 3: 2, 4: 4}
    behind = 8 + 2 + 12 * len(entries) + 4
    place = behind + sum(len(v) * size[t] for _, t, v in entries if len(v) * size[t] > 4)
    out, blob = b"", b""
    for tag, kind, values in entries:
        values = [place] if tag == 273 else values
        packed = b"".join(struct.pack(order + {1: "B", 3: "H", 4: "I"}[kind], v) for v in values)
        head = struct.pack(order + "HHI", tag, kind, len(values))
        if len(packed) > 4:
            out += head + struct.pack(order + "I", behind + len(blob))
            blob += packed
        else:
            out += head + packed.ljust(4, b"\0")
    start = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "IH", 8, len(entries))
    with open(os.path.join(OUT, name), "wb") as file:
        file.write(start + out + b"\0" * 4 + blob + data)
    remember(name, answer, refusal)


def packed(samples, bits):
    rows = []
    for row in samples:
        text = "".join(format(int(v), f"0{bits}b") for v in row)
        text += "0" * (-len(text) % 8)
        rows.append(bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8)))
    return b"".join(rows)


def reversed_bits(data):
    return bytes(int(format(b, "08b")[::-1], 2) for b in data)


# TIFF: how parts are packed and laid out
layouts = {"one": {}, "strips": dict(rowsperstrip=7), "rows": dict(rowsperstrip=1), "tiles": dict(tile=(16, 16)), "tile": dict(tile=(32, 48))}
packings = {"none": {}, "lzw": dict(compression="lzw"), "deflate": dict(compression="adobe_deflate"), "old-deflate": dict(compression="deflate"),
            "packbits": dict(compression="packbits"), "lzw-differences": dict(compression="lzw", predictor=2),
            "deflate-differences": dict(compression="adobe_deflate", predictor=2)}
for i, (packing, how) in enumerate(packings.items()):
    layout = list(layouts)[i % len(layouts)]
    tif(f"rgb-{packing}-{layout}.tif", RGB, photometric="rgb", **how, **layouts[layout])
    tif(f"gray-{packing}-tiles.tif", GRAY, photometric="minisblack", **how, **layouts["tiles"])
    tif(f"planes-{packing}-strips.tif", np.moveaxis(RGB, 2, 0).copy(), photometric="rgb", planarconfig="separate", byteorder=">", **how, **layouts["strips"])
    wide = deep(RGB)
    tif(f"rgb-16-{packing}.tif", wide, photometric="rgb", byteorder="<>"[i % 2], **how, **layouts["strips"])
    wide = deep(RGB)
    tif(f"planes-16-{packing}.tif", np.moveaxis(wide, 2, 0).copy(), answer=upper(wide), photometric="rgb", planarconfig="separate", byteorder="><"[i % 2], **how, **layouts[layout])

# TIFF: what samples mean
tif("bigtiff-big-endian.tif", RGB, answer=RGB, photometric="rgb", bigtiff=True, byteorder=">", **layouts["strips"])
tif("white-is-0-tiles.tif", GRAY, photometric="miniswhite", **layouts["tiles"])
wide = deep(GRAY)
tif("gray-16.tif", wide, answer=gray3(upper(wide)), photometric="minisblack")
tif("white-is-0-16-big-endian.tif", wide, answer=gray3(255 - upper(wide)), photometric="miniswhite", byteorder=">")
tif("associated.tif", MULTIPLIED, photometric="rgb", extrasamples=["assocalpha"], compression="lzw")
tif("associated-16.tif", deep(MULTIPLIED), photometric="rgb", extrasamples=["assocalpha"], byteorder=">")
tif("unassociated-16.tif", deep(RGBA), photometric="rgb", extrasamples=["unassalpha"], compression="lzw", predictor=2)
tif("unspecified.tif", RGBA, photometric="rgb", extrasamples=["unspecified"])
tif("six-samples.tif", np.dstack([MULTIPLIED, GRAY, GRAY]), photometric="rgb", extrasamples=["assocalpha", "unspecified", "unspecified"])
tif("gray-alpha-deflate.tif", np.dstack([GRAY, ALPHA]), photometric="minisblack", extrasamples=["unassalpha"], compression="adobe_deflate")
tif("cmyk.tif", RGBA, photometric="separated", compression="lzw")
tif("cmyk-16.tif", deep(RGBA), photometric="separated")
tif("planes-cmyk.tif", np.moveaxis(RGBA, 2, 0).copy(), photometric="separated", planarconfig="separate")
tif("palette-16-colours-of-256.tif", GRAY, photometric="palette", colormap=MAP, **layouts["tiles"])
fields("rgba-without-extra-samples.tif", RGBA.tobytes(), 4, 8, 2)
fields("bits-said-once.tif", RGB.tobytes(), 3, [8], 2)
small = MAP >> 8
fields("palette-of-8-bits.tif", GRAY.tobytes(), 1, 8, 3, more=[(320, 3, small.ravel().tolist())], answer=np.moveaxis(small, 0, 1).astype(np.uint8)[GRAY])
for bits in (1, 2, 4):
    data = packed(GRAY >> 8 - bits, bits)
    fields(f"gray-{bits}-bit.tif", data, 1, bits, 1)
    fields(f"white-is-0-{bits}-bit.tif", data, 1, bits, 0, order=">")
    fields(f"palette-{bits}-bit.tif", data, 1, bits, 3, more=[(320, 3, MAP[:, :1 << bits].ravel().tolist())])
    fields(f"gray-{bits}-bit-lowest-first.tif", reversed_bits(data), 1, bits, 1, more=[(266, 3, [2])])
twelve = GRAY.astype(int) << 4 | 5
fields("gray-12-bit.tif", packed(twelve, 12), 1, 12, 1, answer=gray3(GRAY))
fields("white-is-0-12-bit.tif", packed(twelve, 12), 1, 12, 0, answer=gray3(255 - GRAY))

# TIFF: JPEG and faxes inside
for sampling in ((1, 1), (2, 2)):
    tif(f"jpeg-ycbcr-{sampling[0]}{sampling[1]}.tif", RGB, photometric="ycbcr", compression="jpeg", subsampling=sampling, **layouts["tiles"])
tif("jpeg-rgb.tif", RGB, photometric="rgb", compression="jpeg")
tif("jpeg-gray.tif", GRAY, photometric="minisblack", compression="jpeg", rowsperstrip=16)
tif("jpeg-white-is-0.tif", GRAY, photometric="miniswhite", compression="jpeg")
bit = Image.fromarray(GRAY > 99)
for packing, options in (("tiff_ccitt", None), ("group3", 0), ("group3", 1), ("group3", 4), ("group4", None)):
    for order in (1, 2):
        name = f"fax-{packing}-{'' if options is None else options}-{order}.tif".replace("--", "-")
        bit.save(os.path.join(OUT, name), compression=packing, tiffinfo={266: order, 278: 9, **({292: options} if options is not None else {})})

# TIFF: refused
tif("zstandard.tif", RGB, photometric="rgb", compression="zstd", refusal="compression 50000 (Zstandard)")
tif("lzma.tif", RGB, photometric="rgb", compression="lzma", refusal="compression 34925 (LZMA)")
tif("webp.tif", RGB, photometric="rgb", compression="webp", refusal="compression 50001 (WebP)")
tif("jpeg-2000.tif", RGB, photometric="rgb", compression="jpeg2000", refusal="compression 34712 (JPEG 2000)")
tif("jpeg-xl.tif", RGB, photometric="rgb", compression="jpegxl", refusal="compression 50002 (JPEG XL)")
tif("floats.tif", GRAY.astype(np.float32), photometric="minisblack", refusal="floating-point numbers of 32 bits")
tif("half-floats.tif", GRAY.astype(np.float16), photometric="minisblack", refusal="floating-point numbers of 16 bits")
tif("signed.tif", GRAY.astype(np.int16), photometric="minisblack", refusal="signed numbers of 16 bits")
tif("32-bit.tif", GRAY.astype(np.uint32), photometric="minisblack", refusal="32 bits a sample")
tif("lab.tif", RGB, photometric="cielab", refusal="CIE L*a*b*")
tif("seven-samples.tif", np.dstack([RGBA, RGB]), photometric="rgb", extrasamples=["unspecified"] * 4, refusal="7 samples a pixel")
tif("jpeg-cmyk.tif", RGBA, photometric="separated", compression="jpeg", refusal="JPEG of 4 samples of CMYK")
fields("mask.tif", GRAY.tobytes(), 1, 8, 4, refusal="transparency mask")
fields("ycbcr.tif", RGB.tobytes(), 3, 8, 6, refusal="YCbCr with the compression 1")
fields("gray-6-bit.tif", packed(GRAY >> 2, 6), 1, 6, 1, refusal="6 bits a sample")
fields("rgb-4-bit.tif", packed((RGB >> 4).reshape(H, -1), 4), 3, 4, 2, refusal="RGB with 4 bits")
fields("bits-565.tif", GRAY.tobytes() * 2, 3, [5, 6, 5], 2, refusal="samples of 5 and 6 bits")
fields("other-inks.tif", RGBA.tobytes(), 4, 8, 5, more=[(332, 3, [2])], refusal="inks other than CMYK")
fields("old-jpeg.tif", RGB.tobytes(), 3, 8, 6, more=[(259, 3, [6])], refusal="old-style JPEG")
fields("thunderscan.tif", GRAY.tobytes(), 1, 4, 1, more=[(259, 3, [32809])], refusal="ThunderScan")
fields("unknown-packing.tif", RGB.tobytes(), 3, 8, 2, more=[(259, 3, [12345])], refusal="compression 12345:")
fields("float-differences.tif", RGB.tobytes(), 3, 8, 2, more=[(259, 3, [8]), (317, 3, [3])], refusal="Predictor 3")
fields("width-twice.tif", RGB.tobytes(), 3, 8, 2, more=[(256, 4, [W])], refusal="ImageWidth once")
fields("no-strips.tif", b"", 3, 8, 2, more=[(273, 4, [])], refusal="within the file's 128 bytes")
fields("cut-short.tif", RGB.tobytes()[:-1], 3, 8, 2, refusal="cut short")
fields("huge-tile.tif", RGB.tobytes(), 3, 8, 2, more=[(322, 4, [32752]), (323, 4, [32752]), (324, 4, [200]), (325, 4, [99])], refusal="32752 x 32752")
fields("early-end.tif", b"\x80\x40\x40", 1, 8, 1, more=[(259, 3, [5])], refusal="LZW")
fields("low-bits-first.tif", b"\0\1\2\3", 1, 8, 1, more=[(259, 3, [5])], refusal="lowest bit first")


# BMP
def bmp(name, header, data, behind=b"", place=None, answer=None, refusal=None):
    start = 14 + len(header) + len(behind)
    with open(os.path.join(OUT, name), "wb") as file:
        file.write(b"BM" + struct.pack("<IHHI", start + len(data), 0, 0, start if place is None else place) + header + behind + data)
    remember(name, answer, refusal)


def rows(samples, order=-1):
    return b"".join(row.tobytes() + b"\0" * (-len(row.tobytes()) % 4) for row in samples[::order])


def info(size, bits, packing=0, colours=0, masks=b"", height=H):
    return (struct.pack("<IiiHHIIiiII", size, W, height, 1, bits, packing, 0, 0, 0, colours, 0) + masks).ljust(size, b"\0")


BGR = RGB[..., ::-1].copy()
BGRX = np.dstack([BGR, ALPHA])
palette = Image.fromarray(RGB).quantize(16)
INDEXES = np.asarray(palette)
COLOURS = np.array((palette.getpalette() + [0] * 48)[:48]).reshape(16, 3).astype(np.uint8)
TABLE = np.dstack([COLOURS[:, 2], COLOURS[:, 1], COLOURS[:, 0], COLOURS[:, 0] * 0]).astype(np.uint8).tobytes()
NIBBLES = np.frombuffer(packed(INDEXES, 4), np.uint8).reshape(H, -1)
r, g, b = (RGB[..., i].astype(int) for i in range(3))
FIVES = (r >> 3 << 10 | g >> 3 << 5 | b >> 3).astype("<u2")
SIX = (r >> 3 << 11 | g >> 2 << 5 | b >> 3).astype("<u2")
TENS = (r * 1023 // 255 << 20 | g * 1023 // 255 << 10 | b * 1023 // 255).astype("<u4")
for size in (40, 52, 56, 64, 108, 124):
    bmp(f"rgb-{size}.bmp", info(size, 24), rows(BGR))
    masks = struct.pack("<IIII", 0xF800, 0x7E0, 0x1F, 0)
    bmp(f"565-{size}.bmp", info(size, 16, 3, masks=masks[:size - 40]), rows(SIX), behind=masks[:12] if size == 40 else b"")
    masks = struct.pack("<IIII", 0xFF000000, 0xFF0000, 0xFF00, 0)
    bmp(f"xbgr-{size}.bmp", info(size, 32, 3, masks=masks[:size - 40]), rows(BGRX), behind=masks[:12] if size == 40 else b"")
bmp("555.bmp", info(40, 16), rows(FIVES))
bmp("bgrx-from-the-top.bmp", info(40, 32, height=-H), rows(BGRX, 1))
bmp("no-masks.bmp", info(56, 32, 3), rows(BGRX))
bmp("rgba-124.bmp", info(124, 32, 3, masks=struct.pack("<IIII", 0xFF, 0xFF00, 0xFF0000, 0xFF000000)), rows(BGRX))
bmp("10-bit.bmp", info(56, 32, 3, masks=struct.pack("<IIII", 0x3FF00000, 0xFFC00, 0x3FF, 0)), rows(TENS), answer=((np.dstack([TENS >> 20, TENS >> 10, TENS]) & 1023) * 255 // 1023).astype(np.uint8))
bmp("4-bit.bmp", info(40, 4, colours=16), rows(NIBBLES), behind=TABLE)
bmp("4-bit-5-colours.bmp", info(40, 4, colours=5), rows(np.frombuffer(packed(INDEXES % 5, 4), np.uint8).reshape(H, -1)), behind=TABLE[:20])
bmp("1-bit-colours.bmp", info(40, 1, colours=2), rows(np.packbits(GRAY > 99, axis=1)), behind=bytes([0, 0, 255, 0, 0, 255, 0, 0]))
bmp("os2-palette.bmp", struct.pack("<IHHHH", 12, W, H, 1, 4), rows(NIBBLES), behind=COLOURS[:, ::-1].tobytes())
bmp("gap.bmp", info(40, 24), b"\0" * 100 + rows(BGR), place=154)
bmp("place-0.bmp", info(40, 8, colours=16), rows(INDEXES), behind=TABLE, place=0)
bmp("place-of-palette.bmp", info(40, 8, colours=16), rows(INDEXES), behind=TABLE, place=54)
bmp("last-row-not-filled-up.bmp", info(40, 24), rows(BGR)[:-3])


def runs(indexes, four, jump=False):
    out = b""
    for number, row in enumerate(indexes[::-1]):
        at = 0
        if jump and number == 3:
            out += b"\0\2" + bytes([10, 0])
            at = 10
        while at < W:
            same = 1
            while at + same < W and row[at + same] == row[at]:
                same += 1
            if same < 3 and at + 5 <= W:
                five = [int(v) for v in row[at:at + 5]]
                data = bytes([five[0] << 4 | five[1], five[2] << 4 | five[3], five[4] << 4]) if four else bytes(five)
                out += b"\0\5" + data + b"\0" * (len(data) % 2)
                at += 5
            else:
                out += bytes([same, int(row[at]) * (17 if four else 1)])
                at += same
        out += b"\0\0"
    return out + b"\0\1"


bmp("runs-of-8-bit.bmp", info(40, 8, 1, 16), runs(INDEXES, False), behind=TABLE)
bmp("runs-of-4-bit.bmp", info(40, 4, 2, 16), runs(INDEXES, True), behind=TABLE)
bmp("runs-with-jump.bmp", info(40, 8, 1, 16), runs(INDEXES, False, True), behind=TABLE)
bmp("runs-without-end.bmp", info(40, 8, 1, 16), runs(INDEXES, False)[:-2], behind=TABLE)
bmp("runs-cut-short.bmp", info(40, 8, 1, 16), runs(INDEXES, False)[:300], behind=TABLE, refusal="expected runs for 23 rows")
bmp("holds-a-jpeg.bmp", info(40, 24, 4), b"\0" * 99, refusal="holds a JPEG")
bmp("runs-of-24-bit.bmp", info(64, 24, 4), b"\0" * 99, refusal="holds a JPEG")
bmp("2-bit.bmp", info(40, 2, colours=4), rows(np.frombuffer(packed(INDEXES % 4, 2), np.uint8).reshape(H, -1)), behind=TABLE[:16], refusal="2 bits a pixel")
bmp("16-byte-header.bmp", struct.pack("<IIIHH", 16, W, H, 1, 24), rows(BGR), refusal="header of 16 bytes")
bmp("masks-with-gaps.bmp", info(56, 32, 3, masks=struct.pack("<IIII", 0xF0F, 0xF000, 0xF0000, 0)), rows(BGRX), refusal="neighbouring bits")
bmp("cut-short.bmp", info(40, 24), rows(BGR)[:-4], refusal="cut short")

os.makedirs(os.path.join(OUT, "expected"), exist_ok=True)
for name in sorted(os.listdir(OUT)):
    if name.startswith("case-") or name in refused or not name.endswith((".tif", ".bmp")):
        continue
    image = Image.fromarray(right[name]) if name in right else Image.open(os.path.join(OUT, name)).convert("RGB")
    image.save(os.path.join(OUT, "expected", name + ".png"), optimize=True)
with open(os.path.join(OUT, "refused.tsv"), encoding="utf-8") as file:
    cases = [line for line in file if line.startswith("case-")]
with open(os.path.join(OUT, "refused.tsv"), "w", encoding="utf-8") as file:
    file.writelines(sorted(cases + [f"{name}\t{words}\n" for name, words in refused.items()]))
