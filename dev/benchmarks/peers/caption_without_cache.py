"""Times Tag2Text's captions in the reference's plain PyTorch, which keeps no keys and values: every step computes all words again.

    PYTHONPATH=REFERENCE python caption_without_cache.py --checkpoint tag2text.pth --picture PICTURE --threads 2 --runs 3 --lengths 20 50

REFERENCE is the folder of ram_reference.py. Beam search with 3 beams and forced lengths, the tags "cloud | sky"; medians over runs.
Beside TimeCaptions, which times this library in the same way: the same ids come out (printed).
"""
import argparse
import statistics
import time

import numpy as np
import torch
from PIL import Image

from ram_reference import PUBLISHED, Model

BEAMS, DEC, SEP = 3, 30522, 102
TAGS = [30523, 6112, 1064, 3712, 102]


def pixels(path: str) -> torch.Tensor:
    rgb = np.asarray(Image.open(path).convert("RGB").resize((384, 384), Image.BILINEAR), dtype=np.float32) / 255
    return torch.from_numpy((rgb - np.float32([0.485, 0.456, 0.406])) / np.float32([0.229, 0.224, 0.225])).permute(2, 0, 1)[None]


def clock(f):
    start = time.perf_counter()
    value = f()
    return value, time.perf_counter() - start


def search(model: Model, memory: torch.Tensor, length: int):
    ids, scores, steps = torch.tensor([[DEC, 1037, 3861, 1997]]), torch.zeros(1, 1), []
    while ids.shape[1] < length:
        def step():
            logits = model.text_decoder(ids, memory.expand(len(ids), -1, -1))[:, -1].log_softmax(-1)
            logits[:, SEP] = -torch.inf
            best, index = (logits + scores).flatten().topk(BEAMS)
            return torch.cat([ids[index // logits.shape[1]], (index % logits.shape[1])[:, None]], 1), best[:, None]
        (ids, scores), seconds = clock(step)
        steps.append(seconds)
    return ids[0].tolist(), steps


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--picture", required=True)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--lengths", type=int, nargs="+", default=[20, 50])
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    model = Model(PUBLISHED["tag2text"]).eval()
    model.load_state_dict(torch.load(a.checkpoint, mmap=True)["model"], strict=False)
    image = pixels(a.picture)
    ids = torch.tensor([TAGS + [0] * (40 - len(TAGS))])
    mask = torch.tensor([[1] * len(TAGS) + [0] * (40 - len(TAGS))])
    with torch.inference_mode():
        for length in a.lengths:
            rows = []
            for _ in range(a.runs):
                encoded, encoder = clock(lambda: model.image_embeds(image))
                bias = (1.0 - mask[:, None, None, :].float()) * -10000.0
                memory, tags = clock(lambda: model.tag_encoder.encoder(model.tag_encoder.embeddings(ids), encoded, bias))
                best, steps = search(model, memory, length)
                rows.append([encoder, tags, *steps])
            parts = [statistics.median(column) for column in zip(*rows)]
            print(f"{length} ids, {BEAMS} beams: {sum(parts):.3f} s = image encoder {parts[0]:.3f} + tag encoder {parts[1]:.3f}"
                  f" + {len(parts) - 2} steps {sum(parts[2:]):.3f}")
            print(f"  step in ms: first {parts[2] * 1e3:.1f}, 5th {parts[6] * 1e3:.1f}, last {parts[-1] * 1e3:.1f}", flush=True)
            print("  ids", best)


if __name__ == "__main__":
    main()
