"""Losses and gradients of the reference for one batch, to hold the trainer's against.

    PYTHONPATH=../shared/reference python gradients.py --family tag2text --image-size 224 --out tag2text.pth

Writes, for a tiny model with weights by formula: the weights, the batch, and for each loss its value, the gradient of
every parameter, and what every weight is after one SGD step at 0.01. Dropout is off; the reference has none.
"""
import argparse
import json

import torch

from ram_reference import Config, Model, asymmetric_loss, caption_loss, formula_state, uniform

GAMMA = {"ram": 7, "ram_plus": 4, "tag2text": 7}
RATE = 0.01


def tensor(name, shape):
    count = 1
    for size in shape:
        count *= size
    return torch.from_numpy(uniform(name, count, 5)).reshape(shape)


def batch(config):
    ids = torch.tensor([[30522, 1037, 3861, 1997, 1037, 3899, 1998, 1037, 4937, 102, 0, 0],
                        [30522, 1037, 3861, 1997, 2048, 3899, 2006, 1996, 3509, 2279, 2000, 102]])
    tags = torch.zeros(2, 40, dtype=torch.int64)
    mask = torch.zeros(2, 40)
    for row, words in enumerate(([30523, 3899, 1064, 4937, 102], [30523, 3899, 1064, 3509, 1064, 2311, 102])):
        tags[row, : len(words)] = torch.tensor(words)
        mask[row, : len(words)] = 1
    return {
        "pixels": tensor("pixels", (2, 3, config.image_size, config.image_size)) * 2,
        "targets": (tensor("targets", (2, config.tags)) > 0.8).float(),
        "teacher": tensor("teacher", (2, 512)),
        "ids": ids,
        "tag_ids": tags,
        "tag_mask": mask,
    }


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--family", choices=sorted(GAMMA), required=True)
    p.add_argument("--image-size", type=int, choices=(224, 384), required=True)
    p.add_argument("--text", action="store_true", help="give a RAM its caption half too")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    text = a.family == "tag2text" or a.text
    config = Config(family=a.family, image_size=a.image_size, embed_dim=24, depths=(2, 2, 2, 2), heads=(1, 2, 4, 8),
                    window=12 if a.image_size == 384 else 7, tags=60, hidden=32, intermediate=64,
                    text_layers=3, text_heads=4, text=text)
    model = Model(config)
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
    torch.save(out, a.out)


if __name__ == "__main__":
    main()
