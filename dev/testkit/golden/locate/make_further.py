"""Golden values of published models that are large: SAM's ViT-L and ViT-H with images of 256 pixels, Grounding DINO's Swin-B with a short side of 320.

    PYTHONPATH=../shared/reference/locate python dev/testkit/golden/locate/make_further.py sam_vit_l --images dev/testkit/golden/images --vocab VOCAB --out dev/testkit/golden/locate

Also sam_vit_h and swin_b. All widths, depths and heads are the published ones; images are smaller, since a run at the published size takes
minutes. Weights by the formula (seed 11); needs torch, NumPy and Pillow, and for Swin-B transformers.
"""
import argparse
import gzip
import json
import os
from dataclasses import asdict, replace

import grounding_dino_reference as gd
from make_checkpoint import state
from make_golden import PUBLISHED_PROMPTS, grounding_case, prompt_facts, segment, summary
from PIL import Image

SIDE, SHORT, LONGEST = 256, 320, 533
SWIN_B = dict(embed_dim=128, depths=(2, 2, 18, 2), heads=(4, 8, 16, 32), window=12)


def swin_b(a) -> dict:
    from transformers import BertTokenizerFast
    tok = BertTokenizerFast(vocab=a.vocab, do_lower_case=True)
    c = replace(gd.Config(), **SWIN_B)
    w = state("grounding_dino", c, 11, same_queries=True)
    picture = Image.open(os.path.join(a.images, "landscape.png")).convert("RGB")
    x = gd.prepare(picture, SHORT, LONGEST)
    r = {"config": asdict(c), "seed": 11, "same_queries": True, "picture": "landscape.png", "short": SHORT, "longest": LONGEST, "cases": {}}
    for key in ("dots",):
        q = PUBLISHED_PROMPTS[key]
        r["cases"][key], tr = grounding_case(w, c, x, picture, tok, q, full=False)
        r["cases"][key]["text"] = prompt_facts(w, c, tok, q)
        r["backbone"], r["projected"] = [summary(m) for m in tr["backbone"]], summary(tr["projected"])
    return r


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("model", choices=["sam_vit_l", "sam_vit_h", "swin_b"])
    p.add_argument("--images", required=True)
    p.add_argument("--vocab")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    if a.model == "swin_b":
        name, r = "grounding-dino-swin-b", swin_b(a)
    else:
        name = a.model
        r = segment(name, {"image_size": SIDE}, 11, a.images, ["landscape.png"], f"{a.out}/{name}", half=False, checkpoint=False, only=["two_boxes", "one_point"])
    with open(f"{a.out}/{name}.json.gz", "wb") as f:
        f.write(gzip.compress(json.dumps(r, separators=(",", ":")).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
