"""Makes ram4j-sans.ttf.

python make-font.py NotoSansCJK-Regular.ttc NotoSans-Regular.ttf TAG-LISTS-FOLDER ram4j-sans.ttf
"""

import pathlib
import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

SIMPLIFIED_CHINESE = 2  # of the collection's faces
LARGEST_ERROR = 1  # of the quadratic outlines, in thousandths of the em
NAME = "ram4j Sans"
COPYRIGHT = ("Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'; "
             "Copyright 2015 Google LLC.")


def span(first, last):
    return {chr(c) for c in range(first, last + 1)}


def characters(tag_lists):
    latin = span(0x20, 0x7E) | span(0xA0, 0x17F)
    marks = span(0x2010, 0x2027) | span(0x2030, 0x205E) | set("€™←↑→↓−≈≠≤≥□○●✓�")
    wide = span(0x3001, 0x3003) | span(0x3008, 0x3011) | set("〔〕〖〗") | span(0xFF01, 0xFF5E)
    # The first level of GB 2312: the 3,755 characters in everyday use.
    everyday = {bytes([row, cell]).decode("gb2312")
                for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) if (row, cell) < (0xD7, 0xFA)}
    listed = {c for file in sorted(tag_lists.glob("*.tsv")) for c in file.read_text("utf-8") if c >= " "}
    return latin | marks | wide | everyday | listed


def subset(font, text):
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [0, 7, 13, 14]
    options.recalc_timestamp = False
    options.drop_tables += ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)


def to_quadratic_outlines(font):
    order, source, glyphs = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(None)
        source[name].draw(Cu2QuPen(pen, LARGEST_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    for name in order:
        set_advance(font, name, font["hmtx"][name][0])
    maxima = font["maxp"]
    maxima.tableVersion = 0x00010000
    for field in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements",
                  "SizeOfInstructions", "ComponentElements"):
        setattr(maxima, "max" + field, 0)
    maxima.maxZones = 1
    del font["CFF "]
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"


def set_advance(font, name, advance):
    """Sets the left bearing too, which moves outlines that begin elsewhere."""
    glyph = font["glyf"][name]
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))


def add_missing(font, text, other):
    """Latin letters that the Chinese font has not, Ş and Ł for instance."""
    assert font["head"].unitsPerEm == other["head"].unitsPerEm
    source, names = other.getGlyphSet(), other.getBestCmap()
    for c in sorted(set(map(ord, text)) - set(font.getBestCmap())):
        if c in names:
            pen = TTGlyphPen(None)
            source[names[c]].draw(DecomposingFilterPen(pen, source))
            name = f"other{c:04X}"
            font["glyf"][name] = pen.glyph()
            set_advance(font, name, source[names[c]].width)
            for table in font["cmap"].tables:
                table.cmap[c] = name


def rename(font):
    names = font["name"]
    for number, text in ((1, NAME), (2, "Regular"), (3, NAME + " 1.000"), (4, NAME),
                         (5, "Version 1.000"), (6, "ram4jSans-Regular")):
        names.setName(text, number, 3, 1, 0x409)
    names.setName(COPYRIGHT, 0, 3, 1, 0x409)


def main(collection, latin, tag_lists, out):
    text = "".join(sorted(characters(pathlib.Path(tag_lists))))
    font = TTCollection(collection, recalcTimestamp=False).fonts[SIMPLIFIED_CHINESE]
    subset(font, text)
    to_quadratic_outlines(font)
    add_missing(font, text, TTFont(latin))
    rename(font)
    font.recalcTimestamp = False
    font.save(out)


main(*sys.argv[1:])
