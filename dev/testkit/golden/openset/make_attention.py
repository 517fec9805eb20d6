"""Where the tagging heads of the small models look, by the plain PyTorch reference: the means over layers and heads, the image's mean row left out.

    PYTHONPATH=../shared/reference python dev/testkit/golden/openset/make_attention.py

Writes attention.json beside itself. At 448 pixels the map of the model with windows of 7 places has four windows.
"""
import gzip
import io
import json
import math
import os
from dataclasses import replace

import numpy as np
import torch
from PIL import Image

import ram_reference as ram

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = [("tiny-ram", 384), ("tiny-ram_plus", 224), ("tiny-ram_plus", 448)]
TAGS = [0, 5, 11]


def main() -> None:
    kept = []

    def forward(self, x, memory, mask=None):
        split = lambda t: t.view(*t.shape[:2], self.heads, -1).transpose(1, 2)
        q, k, v = split(self.self.query(x)), split(self.self.key(memory)), split(self.self.value(memory))
        shares = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(-1)
        kept.append(shares[0])
        return self.output((shares @ v).transpose(1, 2).flatten(2), x)

    ram.Attention.forward = forward
    result = []
    for model, size in CASES:
        folder = os.path.join(HERE, model)
        config = json.load(gzip.open(f"{folder}/expected.json.gz"))["config"]
        c = replace(ram.Config(), **{k: tuple(v) if isinstance(v, list) else v for k, v in config.items()})
        net = ram.Model(replace(c, image_size=size)).eval()
        state = torch.load(io.BytesIO(gzip.open(f"{folder}/checkpoint.pth.gz").read()), map_location="cpu")
        missing = net.load_state_dict({k: v.float() for k, v in state["model"].items() if v.is_floating_point()}, strict=False).missing_keys
        assert not [k for k in missing if "relative_position_index" not in k and "attn_mask" not in k], missing
        image = Image.open(os.path.join(HERE, "../images/landscape.png")).convert("RGB").resize((size, size), Image.BILINEAR)
        x = torch.from_numpy(np.array(image)).permute(2, 0, 1)[None].float() / 255
        x = (x - torch.tensor([0.485, 0.456, 0.406])[:, None, None]) / torch.tensor([0.229, 0.224, 0.225])[:, None, None]
        kept.clear()
        with torch.no_grad():
            net.tag_logits(x)
        mean = torch.stack(kept).mean((0, 1))[:, 1:]                      # [tags, places]
        side = math.isqrt(mean.shape[1])
        result.append({"model": model, "size": size, "side": side, "image": "landscape.png",
                       "maps": {str(t): [float(f"{v:.7g}") for v in mean[t].tolist()] for t in TAGS}})
    with open(f"{HERE}/attention.json", "w") as f:
        json.dump(result, f, separators=(",", ":"))


if __name__ == "__main__":
    main()
