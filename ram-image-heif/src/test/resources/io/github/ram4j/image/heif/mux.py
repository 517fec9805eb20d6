"""A small writer of HEIF files, for kinds that Pillow does not write: grids, turns, parts."""

import struct


def box(kind, *parts):
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + kind.encode() + content


def full(kind, version, flags, *parts):
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def boxes(data, place, end):
    while place < end:
        size, kind = struct.unpack(">I4s", data[place : place + 8])
        size = size or end - place
        yield kind.decode("latin1"), place, size
        place += size


def find(data, path, place=0, end=None):
    for kind, at, size in boxes(data, place, len(data) if end is None else end):
        if kind == path[0]:
            if len(path) == 1:
                return data[at : at + size]
            return find(data, path[1:], at + (12 if kind == "meta" else 8), at + size)
    raise ValueError("no box " + path[0])


def split(name):
    """The property boxes of a file's first item, and its bytes."""
    with open(name, "rb") as file:
        data = file.read()
    ipco = find(data, ["meta", "iprp", "ipco"])
    properties = [(kind, ipco[at : at + size]) for kind, at, size in boxes(ipco, 8, len(ipco))]
    iloc = find(data, ["meta", "iloc"])
    offset_bytes, length_bytes, base_bytes = iloc[12] >> 4, iloc[12] & 15, iloc[13] >> 4
    place = 18 + (2 if iloc[8] else 0) + 2
    base = int.from_bytes(iloc[place : place + base_bytes], "big")
    place += base_bytes
    count = int.from_bytes(iloc[place : place + 2], "big")
    place += 2
    found = b""
    for _ in range(count):
        offset = base + int.from_bytes(iloc[place : place + offset_bytes], "big")
        place += offset_bytes
        length = int.from_bytes(iloc[place : place + length_bytes], "big")
        place += length_bytes
        found += data[offset : offset + length]
    return properties, found


def write(name, brand, items, references=(), idat=b""):
    """Items are (number, type, [(property box, essential)], bytes or place in idat, hidden); 1 is shown."""
    properties, rows = [], []
    for number, _, own, _, _ in items:
        indices = b""
        for each, essential in own:
            if each not in properties:
                properties.append(each)
            indices += struct.pack(">H", properties.index(each) + 1 | (0x8000 if essential else 0))
        rows.append(struct.pack(">HB", number, len(own)) + indices)
    iprp = box("iprp", box("ipco", *properties), full("ipma", 0, 1, struct.pack(">I", len(items)), *rows))
    infes = [
        full("infe", 2, 1 if hidden else 0, struct.pack(">HH", number, 0) + kind.encode() + b"\0")
        for number, kind, _, _, hidden in items
    ]
    iinf = full("iinf", 0, 0, struct.pack(">H", len(items)), *infes)
    iref = b""
    if references:
        lists = [
            box(kind, struct.pack(f">HH{len(to)}H", number, len(to), *to)) for kind, number, to in references
        ]
        iref = full("iref", 0, 0, *lists)

    def meta(start):
        places, place = [], start
        for number, _, _, data, _ in items:
            if isinstance(data, tuple):
                places.append(struct.pack(">HHHHII", number, 1, 0, 1, *data))
            else:
                places.append(struct.pack(">HHHHII", number, 0, 0, 1, place, len(data)))
                place += len(data)
        iloc = full("iloc", 1, 0, b"\x44\0", struct.pack(">H", len(items)), *places)
        hdlr = full("hdlr", 0, 0, b"\0\0\0\0pict" + b"\0" * 13)
        pitm = full("pitm", 0, 0, struct.pack(">H", 1))
        return full("meta", 0, 0, hdlr, pitm, iloc, iinf, iref, iprp, box("idat", idat) if idat else b"")

    ftyp = box("ftyp", brand.encode() + b"\0\0\0\0mif1" + brand.encode())
    start = len(ftyp) + len(meta(0)) + 8
    data = b"".join(data for _, _, _, data, _ in items if not isinstance(data, tuple))
    with open(name, "wb") as file:
        file.write(ftyp + meta(start) + box("mdat", data))


def ispe(width, height):
    return full("ispe", 0, 0, struct.pack(">II", width, height))


def irot(turns):
    return box("irot", bytes([turns]))


def imir(axis):
    return box("imir", bytes([axis]))


def clap(*numbers):
    return box("clap", struct.pack(">IIIIiIiI", *numbers))


def grid(rows, columns, width, height):
    return bytes([0, 0, rows - 1, columns - 1]) + struct.pack(">HH", width, height)
