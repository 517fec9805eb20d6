"""What the reference recognizes in pictures with clipart-ram, for ram-examples/samples/expected.tsv.

    PYTHONPATH=../shared/reference python ram-model-clipart/src/test/reference/expected.py PICTURE=TAG,TAG… …

A line for each picture: its name, what was drawn, and the tags above their thresholds with their scores, best first.
"""
import csv
import pathlib
import sys

import numpy as np
import torch
from PIL import Image
from ram_reference import Config, Model

CHECKPOINT = pathlib.Path(__file__).parents[2] / "main/checkpoint"
SIDE = 96
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def model(tags):
    weights = torch.load(CHECKPOINT / "clipart-ram.pth", weights_only=True)["model"]
    inner = weights["tagging_head.encoder.layer.0.intermediate.dense.weight"].shape[0]
    found = Model(Config("ram", SIDE, 40, (2, 2, 6, 2), (2, 4, 8, 16), 6, tags, 128, inner, 2, 4, text=False))
    numbers = {name: value.float() if value.is_floating_point() else value for name, value in weights.items()}
    missing = found.load_state_dict(numbers, strict=False)
    assert not missing.missing_keys, missing
    return found.eval()


def tensor(picture):
    image = Image.open(picture).convert("RGB").resize((SIDE, SIDE), Image.BILINEAR)
    values = (np.asarray(image, np.float32) / 255 - np.float32(MEAN)) / np.float32(DEVIATION)
    return torch.from_numpy(values.transpose(2, 0, 1))[None]


def main():
    with open(CHECKPOINT / "clipart-ram.tsv", encoding="utf-8") as file:
        tags = list(csv.DictReader(file, delimiter="\t"))
    found = model(len(tags))
    print("picture\tdrawn\trecognized by the reference (score)")
    for argument in sys.argv[1:]:
        picture, drawn = argument.split("=")
        with torch.no_grad():
            scores = found.tag_logits(tensor(picture)).sigmoid()[0].tolist()
        holds = sorted(((score, tag["en"]) for score, tag in zip(scores, tags) if score > float(tag["threshold"])), reverse=True)
        print(pathlib.Path(picture).name, drawn, ",".join(f"{name}={score:.4f}" for score, name in holds), sep="\t")


main()
