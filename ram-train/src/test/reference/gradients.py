"""Losses and gradients of the reference for one batch, to hold the trainer's against.

    PYTHONPATH=../shared/reference python gradients.py --family tag2text --image-size 224 --out tag2text.pth

Writes, for a tiny model with weights by formula: the weights, the batch, and for each loss its value, the gradient of
every parameter, and what every weight is after one SGD step at 0.01. Dropout is off; the reference has none.

    PYTHONPATH=../shared/reference python gradients.py --family tag2text --digest tag2text.json

Writes, for a smaller model, what a test needs who makes weights and batch by the same formula: each loss, and of each
gradient the norm and two inner products with numbers by formula. With --positions the encoder has an embedding of each
patch's place, as the authors' Swin can have and the reference's has not, and the logits are written, too.
"""
import argparse
import json

import numpy as np
import ram_reference
import torch

from ram_reference import Config, Model, asymmetric_loss, caption_loss, formula_state, uniform

GAMMA = {"ram": 7, "ram_plus": 4, "tag2text": 7}
RATE = 0.01


def tensor(name, shape):
    count = 1
    for size in shape:
        count *= size
    return torch.from_numpy(uniform(name, count, 5)).reshape(shape)


def sentences():
    """ids, tag ids and their mask; rows of numbers below 60, which every word list has."""
    ids = torch.tensor([[58, 7, 8, 9, 7, 20, 21, 7, 22, 3, 0, 0], [58, 7, 8, 9, 23, 20, 24, 25, 26, 27, 28, 3]])
    tags = torch.zeros(2, 40, dtype=torch.int64)
    mask = torch.zeros(2, 40)
    for row, words in enumerate(([59, 20, 10, 22, 3], [59, 20, 10, 26, 10, 30, 3])):
        tags[row, : len(words)] = torch.tensor(words)
        mask[row, : len(words)] = 1
    return ids, tags, mask


class Placed(torch.nn.Module):
    """Patch embedding and Swin's absolute_pos_embed."""

    def __init__(self, patches, positions):
        super().__init__()
        self.proj, self.norm, self.patches, self.positions = patches.proj, patches.norm, [patches], [positions]

    def forward(self, x):
        return self.patches[0](x) + self.positions[0]


def give_positions(model, config):
    encoder = model.visual_encoder
    shape = (1, (config.image_size // 4) ** 2, config.embed_dim)
    encoder.absolute_pos_embed = torch.nn.Parameter(torch.zeros(shape))
    encoder.patch_embed = Placed(encoder.patch_embed, encoder.absolute_pos_embed)


def batch(config):
    ids, tags, mask = sentences()
    return {
        "pixels": tensor("pixels", (2, 3, config.image_size, config.image_size)) * 2,
        "targets": (tensor("targets", (2, config.tags)) > 0.8).float(),
        "teacher": tensor("teacher", (2, 512)),
        "ids": ids,
        "tag_ids": tags,
        "tag_mask": mask,
    }


def digest(gradient, name):
    flat = gradient.double().flatten().numpy()
    products = [float(np.dot(flat, uniform(f"probe {k} {name}", flat.size, 5).astype(np.float64))) for k in range(2)]
    return [float(np.linalg.norm(flat))] + products


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--family", choices=sorted(GAMMA), required=True)
    p.add_argument("--image-size", type=int, choices=(224, 384))
    p.add_argument("--text", action="store_true", help="give a RAM its caption half too")
    p.add_argument("--positions", action="store_true", help="give the encoder an embedding of each patch's place")
    p.add_argument("--out")
    p.add_argument("--digest")
    a = p.parse_args()
    text = a.family == "tag2text" or a.text
    if a.digest:
        ram_reference.SEP_LIFT = 0
        config = Config(family=a.family, image_size=64, embed_dim=16, depths=(2, 2, 1, 1), heads=(1, 2, 4, 8), window=4,
                        tags=12, hidden=32, intermediate=64, text_layers=3, text_heads=4, vocab=60, max_positions=64, text=text)
    else:
        config = Config(family=a.family, image_size=a.image_size, embed_dim=24, depths=(2, 2, 2, 2), heads=(1, 2, 4, 8),
                        window=12 if a.image_size == 384 else 7, tags=60, hidden=32, intermediate=64,
                        text_layers=3, text_heads=4, text=text)
    model = Model(config)
    if a.positions:
        give_positions(model, config)
    model.load_state_dict(formula_state(model, 11, config.head_layers))
    b = batch(config)

    def tag():
        return asymmetric_loss(model.tag_logits(b["pixels"]), b["targets"], GAMMA[a.family])

    def words():
        memory = model.tag_memory(b["pixels"], b["tag_ids"], b["tag_mask"])
        return caption_loss(model.text_decoder, b["ids"].clone(), memory, 4)

    def distance():
        return (model.image_embeds(b["pixels"])[:, 0] - b["teacher"]).abs().mean()

    losses = {"tags": tag}
    if text:
        losses["caption"] = words
    if a.family != "tag2text":
        losses["distillation"] = distance
    out = {"model": model.state_dict(), "batch": b, "config": json.dumps(config.__dict__)}
    for name, loss in losses.items():
        model.zero_grad()
        value = loss()
        value.backward()
        gradients = {n: p.grad.clone() for n, p in model.named_parameters() if p.grad is not None}
        out[name] = {"loss": value.item(), "gradients": gradients}
        changed = {n: p.detach() - RATE * p.grad for n, p in model.named_parameters() if p.grad is not None}
        out[name]["after_sgd"] = changed
    if a.digest:
        digests = {name: {"loss": out[name]["loss"],
                          "gradients": {n: digest(g, n) for n, g in out[name]["gradients"].items()}} for name in losses}
        with open(a.digest, "w") as f:
            answers = {"logits": model.tag_logits(b["pixels"]).tolist()} if a.positions else {}
            json.dump({"family": a.family, **answers, "losses": digests}, f, indent=1)
            f.write("\n")
    else:
        torch.save(out, a.out)


if __name__ == "__main__":
    main()
