"""Golden values of EfficientNet-Lite, with PyTorch and Pillow.

python golden.py CHECKPOINTS SAMPLES: CHECKPOINTS is ram-model-photo/src/main/checkpoint, SAMPLES ram-examples/samples/photos.
The network is written out from efficientnet_lite_pytorch 0.1.0, whose logits for the published weights it has.
"""

import csv
import json
import pathlib
import struct
import sys

import numpy
import torch
import torch.nn.functional as F
from PIL import Image

HERE = pathlib.Path(__file__).parent
STRIDES = [1, 2, 2, 2, 1, 2, 1]


def same(x, kernel, stride):
    zeros = []
    for side in (x.shape[3], x.shape[2]):
        total = max((-(-side // stride) - 1) * stride + kernel - side, 0)
        zeros += [total // 2, total - total // 2]
    return F.pad(x, zeros)


def convolution(weights, x, name, norm, stride=1, groups=1):
    kernels = weights[name + ".weight"]
    x = F.conv2d(same(x, kernels.shape[2], stride), kernels, None, stride, 0, 1, groups)
    of = lambda part: weights[norm + part]
    return F.batch_norm(x, of(".running_mean"), of(".running_var"), of(".weight"), of(".bias"), False, 0, 1e-3)


def features(weights, x):
    relu6 = lambda y: y.clamp(0, 6)
    x = relu6(convolution(weights, x, "_conv_stem", "_bn0", 2))
    block, stage, width = 0, -1, None
    while f"_blocks.{block}._depthwise_conv.weight" in weights:
        name, start = f"_blocks.{block}.", x
        out = weights[name + "_project_conv.weight"].shape[0]
        stride = 1
        if out != width:
            stage, width = stage + 1, out
            stride = STRIDES[stage]
        if name + "_expand_conv.weight" in weights:
            x = relu6(convolution(weights, x, name + "_expand_conv", name + "_bn0"))
        x = relu6(convolution(weights, x, name + "_depthwise_conv", name + "_bn1", stride, x.shape[1]))
        x = convolution(weights, x, name + "_project_conv", name + "_bn2")
        if stride == 1 and x.shape == start.shape:
            x = x + start
        block += 1
    return relu6(convolution(weights, x, "_conv_head", "_bn1")).mean((2, 3))


def classes(weights, rows):
    return F.linear(rows, weights["_fc.weight"], weights["_fc.bias"])


def tags(logits, names):
    shares = F.softmax(logits / 0.6, -1)
    clip = lambda sums: sums.clamp(1e-6, 1 - 1e-6)
    return clip(shares @ names).log() - clip(shares @ (1 - names)).log()


def pattern(size):
    y, x, c = torch.meshgrid(torch.arange(size), torch.arange(size), torch.arange(3), indexing="ij")
    return normal(((7 * x + 13 * y + 50 * c) % 256).numpy())


def normal(pixels):
    return (torch.from_numpy(pixels.astype(numpy.float64)).permute(2, 0, 1)[None] - 127) / 128


def tiny_weights():
    generator = torch.Generator().manual_seed(19)
    weights = {}

    def add(name, norm, out, inside, kernel):
        scale = (2 / (inside * kernel * kernel)) ** 0.5
        weights[name + ".weight"] = torch.randn(out, inside, kernel, kernel, generator=generator) * scale
        weights[norm + ".weight"] = torch.rand(out, generator=generator) + 0.5
        weights[norm + ".bias"] = torch.randn(out, generator=generator) * 0.4 + 0.4
        weights[norm + ".running_mean"] = torch.randn(out, generator=generator) * 0.2
        weights[norm + ".running_var"] = torch.rand(out, generator=generator) * 2 + 0.5

    add("_conv_stem", "_bn0", 6, 3, 3)
    width, block = 6, 0
    for stage, (out, blocks, kernel) in enumerate(
        [(4, 1, 3), (6, 2, 3), (8, 2, 5), (10, 1, 3), (12, 2, 5), (14, 1, 5), (16, 1, 3)]
    ):
        for _ in range(blocks):
            name, inner = f"_blocks.{block}.", width
            if stage:
                inner = 2 * width
                add(name + "_expand_conv", name + "_bn0", inner, width, 1)
            add(name + "_depthwise_conv", name + "_bn1", inner, 1, kernel)
            add(name + "_project_conv", name + "_bn2", out, inner, 1)
            width, block = out, block + 1
    add("_conv_head", "_bn1", 20, width, 1)
    weights["_fc.weight"] = torch.randn(7, 20, generator=generator) * 0.5
    weights["_fc.bias"] = torch.randn(7, generator=generator)
    return weights


def save(path, weights):
    header, data = {}, b""
    for name, tensor in weights.items():
        content = tensor.numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def double(weights):
    return {name: tensor.double() for name, tensor in weights.items() if tensor.is_floating_point()}


def numbers(tensor):
    return [round(value, 7) for value in tensor.flatten().tolist()]


def table(path):
    with open(path) as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def main(checkpoints, samples):
    weights = tiny_weights()
    save(HERE / "tiny.safetensors", weights)
    weights = double(weights)
    naming = torch.tensor([[1, 0, 0], [1, 1, 0], [0, 0, 0], [1, 0, 0], [0, 0, 1], [0, 0, 0], [0, 1, 0]]).double()
    golden = {}
    for size in (32, 33, 50):
        rows = features(weights, pattern(size))
        golden[str(size)] = {"rows": numbers(rows), "logits": numbers(tags(classes(weights, rows), naming))}
    (HERE / "tiny.json").write_text(json.dumps(golden, indent=1) + "\n")

    checkpoints = pathlib.Path(checkpoints)
    weights = double(torch.load(checkpoints / "efficientnet-lite2.pth")["model"])
    names = [row["en"] for row in table(checkpoints / "efficientnet-lite2.tsv")]
    rows = table(checkpoints / "efficientnet-lite2-classes.tsv")
    naming = torch.zeros(len(rows), len(names)).double()
    for index, row in enumerate(rows):
        for tag in filter(None, row["tags"].split(";")):
            naming[index, names.index(tag)] = 1
    golden = {}
    for name, pixels in [("pattern", pattern(260)), ("gray", normal(numpy.full((260, 260, 3), 127)))]:
        golden[name] = describe(weights, pixels, naming)
    for file in sorted(pathlib.Path(samples).glob("*.jpg")):
        image = Image.open(file).convert("RGB").resize((260, 260), Image.BICUBIC)
        golden[file.name] = describe(weights, normal(numpy.asarray(image)), naming)
    (HERE / "shipped.json").write_text(json.dumps(golden) + "\n")


def describe(weights, pixels, naming):
    rows = features(weights, pixels)
    return {"mean": rows.mean().item(), "largest": rows.max().item(), "logits": numbers(tags(classes(weights, rows), naming))}


main(*sys.argv[1:])
