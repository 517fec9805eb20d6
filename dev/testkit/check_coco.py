"""Reads a file of `ram locate --coco` by pycocotools, and compares an index image with it.

    python3 -m venv venv && venv/bin/pip install pycocotools==2.0.11 pillow
    ./ram locate IMAGE --detector dino --segmenter sam --out places --coco regions.json
    venv/bin/python dev/testkit/check_coco.py regions.json places/IMAGE.index.png

The index image is that of the file's first image. Ends with an error where an area, or a pixel of
the index image, differs.
"""

import sys

import numpy
from PIL import Image
from pycocotools.coco import COCO

regions = COCO(sys.argv[1])
annotations = regions.loadAnns(regions.getAnnIds())
for annotation in annotations:
    if annotation["segmentation"]:
        area = regions.annToMask(annotation).sum()
        assert area == annotation["area"], (annotation["id"], area, annotation["area"])
print(f"{len(annotations)} annotations: areas equal")
if len(sys.argv) > 2:
    index = numpy.array(Image.open(sys.argv[2]))
    expected = numpy.zeros_like(index)
    for number, annotation in enumerate(regions.loadAnns(regions.getAnnIds(imgIds=[1])), 1):
        expected[regions.annToMask(annotation) == 1] = number
    assert (index == expected).all()
    print("index image: equal")
