"""Golden values of SAM 2.1 tiny, by transformers' Sam2Model with weights of the formula.

    PYTHONPATH=../shared/reference/locate python dev/testkit/golden/locate/make_sam2.py small --images dev/testkit/golden/images --out dev/testkit/golden/locate

Also `published`. Needs torch, transformers (5.24), Pillow and NumPy; `locate_weights.py` has the formula. Images are
prepared as SAM 2's authors do: scaled as floats by an antialiased bilinear filter. --checkpoint FILE writes the same
weights by the published names, --hf FILE.safetensors by Hugging Face's. --time N prints the seconds of N embeddings and prompts.
"""
import argparse
import gzip
import json
import os
import re

import numpy as np
import torch
from locate_weights import formula_weight
from PIL import Image
from transformers import Sam2Config, Sam2Model

SMALL = dict(width=12, dim=32, mlp=64)
PUBLISHED = dict(width=96, dim=256, mlp=2048)


def published(name: str) -> str:
    """The authors' name of a tensor of Sam2Model."""
    n = name.replace("vision_encoder.backbone.", "image_encoder.trunk.").replace("no_memory_embedding", "no_mem_embed")
    n = n.replace("patch_embed.projection", "patch_embed.proj").replace(".layer_norm", ".norm").replace(".o_proj.", ".out_proj.")
    n = re.sub(r"vision_encoder\.neck\.convs\.(\d)\.", r"image_encoder.neck.convs.\1.conv.", n)
    n = n.replace(".mlp.proj_in.", ".mlp.layers.0.").replace(".mlp.proj_out.", ".mlp.layers.1.")
    n = re.sub(r"(iou_prediction_head|pred_obj_score_head|mlps\.\d)\.(proj_in|layers\.0|proj_out)\.",
               lambda m: f"{m[1]}.layers.{('proj_in', 'layers.0', 'proj_out').index(m[2])}.", n)
    for a, b in (("upscale_conv1", "output_upscaling.0"), ("upscale_layer_norm", "output_upscaling.1"), ("upscale_conv2", "output_upscaling.3"),
                 ("mask_embed.conv1", "mask_downscaling.0"), ("mask_embed.norm1", "mask_downscaling.1"), ("mask_embed.conv2", "mask_downscaling.3"),
                 ("mask_embed.norm2", "mask_downscaling.4"), ("mask_embed.conv3", "mask_downscaling.6"),
                 ("shared_embedding.positional_embedding", "pe_layer.positional_encoding_gaussian_matrix"), (".point_embed.", ".point_embeddings.")):
        n = n.replace(a, b)
    return re.sub(r"^(prompt_encoder|mask_decoder)\.", r"sam_\1.", n)


def model(sizes: dict, seed: int):
    w, d = sizes["width"], sizes["dim"]
    widths = [w, 2 * w, 4 * w, 8 * w]
    config = Sam2Config(
        vision_config={"backbone_channel_list": widths[::-1], "fpn_hidden_size": d,
                       "backbone_config": {"model_type": "sam2_hiera_det_model", "hidden_size": w, "embed_dim_per_stage": widths}},
        prompt_encoder_config={"hidden_size": d}, mask_decoder_config={"hidden_size": d, "mlp_dim": sizes["mlp"], "iou_head_hidden_dim": d})
    m = Sam2Model(config).eval()
    theirs, ours = m.state_dict(), {}
    for name, tensor in theirs.items():
        if name.startswith("shared_image_embedding"):
            continue
        key = published(name)
        if key == "sam_prompt_encoder.point_embeddings.weight":
            for i in range(4):
                k = f"sam_prompt_encoder.point_embeddings.{i}.weight"
                ours[k] = torch.from_numpy(formula_weight(k, (1, d), seed))
            theirs[name] = torch.cat([ours[f"sam_prompt_encoder.point_embeddings.{i}.weight"] for i in range(4)])
            continue
        ours[key] = theirs[name] = torch.from_numpy(np.ascontiguousarray(formula_weight(key, tuple(tensor.shape), seed)))
    theirs["shared_image_embedding.positional_embedding"] = theirs["prompt_encoder.shared_embedding.positional_embedding"]
    m.load_state_dict(theirs)
    return m, theirs, ours


def prepare(picture: Image.Image) -> torch.Tensor:
    x = torch.from_numpy(np.array(picture)).permute(2, 0, 1)[None].float() / 255
    x = torch.nn.functional.interpolate(x, (1024, 1024), mode="bilinear", antialias=True)
    return (x - torch.tensor([0.485, 0.456, 0.406])[:, None, None]) / torch.tensor([0.229, 0.224, 0.225])[:, None, None]


def num(x, digits=7):
    x = x.tolist() if hasattr(x, "tolist") else x
    return [num(v) for v in x] if isinstance(x, (list, tuple)) else float(f"{x:.{digits}g}")


def summary(x: torch.Tensor, rows: int, width: int) -> dict:
    return {"shape": list(x.shape), "first": num(x[:rows, :width]), "last": num(x[-1, :width]), "mean": num(x.double().mean()),
            "std": num(x.double().std()), "mean_abs": num(x.double().abs().mean())}


def rows(maps: list) -> torch.Tensor:
    """A row for each place of the embedding: its values, then those of its places in the two finer maps."""
    finest, finer, own = (m[0] for m in maps)
    grid = own.shape[-1]
    two = finer.reshape(-1, grid, 2, grid, 2).permute(1, 3, 2, 4, 0).reshape(grid * grid, -1)
    four = finest.reshape(-1, grid, 2, 2, grid, 2, 2).permute(1, 4, 2, 5, 3, 6, 0).reshape(grid * grid, -1)
    return torch.cat([own.flatten(1).T, two, four], 1)


def prompts(w: float, h: float) -> dict:
    box = [[0.2 * w, 0.25 * h, 0.8 * w, 0.9 * h], [0.0, 0.1 * h, 0.45 * w, 0.6 * h]]
    pts, lab = [[0.3 * w, 0.4 * h], [0.7 * w, 0.2 * h]], [1, 0]
    return {"one_point": dict(points=[pts[:1]], labels=[lab[:1]]), "two_points": dict(points=[pts], labels=[lab]), "two_boxes": dict(boxes=box),
            "box_and_points": dict(points=[pts], labels=[lab], boxes=box[:1])}


def answer(m, maps, prompt, width, height, low=None):
    """The single answer, then three alternatives, as logits and qualities; boxes are two points more, as the authors' predictor gives them."""
    count = max(len(prompt.get("boxes", [])), len(prompt.get("points", [])))
    scale = torch.tensor([1024 / width, 1024 / height])
    points, labels = torch.zeros(1, count, 0, 2), torch.zeros(1, count, 0, dtype=torch.int32)
    if "boxes" in prompt:
        points = torch.tensor(prompt["boxes"]).view(1, count, 2, 2) * scale
        labels = torch.tensor([2, 3], dtype=torch.int32).expand(1, count, 2)
    if "points" in prompt:
        points = torch.cat([points, torch.tensor(prompt["points"])[None] * scale], 2)
        labels = torch.cat([labels, torch.tensor(prompt["labels"], dtype=torch.int32)[None]], 2)
    ask = lambda many: m(image_embeddings=maps, input_points=points, input_labels=labels, input_masks=low, multimask_output=many)
    one, more = ask(False), ask(True)
    return torch.cat([one.pred_masks, more.pred_masks], 2)[0], torch.cat([one.iou_scores, more.iou_scores], 2)[0]


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("size", choices=["small", "published"])
    p.add_argument("--seed", type=int, default=11)
    p.add_argument("--images")
    p.add_argument("--out")
    p.add_argument("--checkpoint")
    p.add_argument("--hf")
    a = p.parse_args()
    m, theirs, ours = model(SMALL if a.size == "small" else PUBLISHED, a.seed)
    if a.checkpoint:
        torch.save({"model": ours}, a.checkpoint)
    if a.hf:
        from safetensors.torch import save_file
        save_file({k: v.clone().contiguous() for k, v in theirs.items()}, a.hf, metadata={"format": "pt"})
    if not a.out:
        return
    folder = os.path.join(a.out, "sam2-" + a.size)
    os.makedirs(folder, exist_ok=True)
    result = {"seed": a.seed, "pictures": {}}
    for name in ["landscape.png", "portrait-odd.png"][:2 if a.size == "small" else 1]:
        picture = Image.open(os.path.join(a.images, name)).convert("RGB")
        width, height = picture.size
        with torch.no_grad():
            maps = m.get_image_embeddings(prepare(picture))
            entry = {"original": [width, height], "embedding": summary(rows(maps), 4, 12), "cases": {}}
            for key, prompt in prompts(width, height).items():
                if a.size == "published" and key not in ("one_point", "two_boxes"):
                    continue
                def case(prompt, low=None):
                    logits, iou = answer(m, maps, prompt, width, height, low)
                    big = torch.nn.functional.interpolate(logits, (height, width), mode="bilinear", align_corners=False)
                    made = {"prompt": num(prompt.get("points", [])), "labels": prompt.get("labels"), "boxes": num(prompt.get("boxes", [])),
                            "low_res": [[summary(x, 3, 16) for x in one] for one in logits], "iou": num(iou),
                            "area": [[int((x > 0).sum()) for x in one] for one in big],
                            "logits_within_1e-3_of_0": [[int((x.abs() < 1e-3).sum()) for x in one] for one in big]}
                    return made, logits, big
                made, logits, big = case(prompt)
                if a.size == "small":
                    made["png"] = []
                    for i in range(len(big)):
                        file = f"{os.path.splitext(name)[0]}.{key}.{i}.png"
                        Image.fromarray(((big[i, 0] > 0).numpy() * 255).astype(np.uint8)).convert("1").save(os.path.join(folder, file), optimize=True)
                        made["png"].append(file)
                entry["cases"][key] = made
                if key == "two_boxes":
                    entry["cases"]["box_and_mask"] = case({"boxes": prompt["boxes"][:1]}, logits[:1, :1])[0]
        result["pictures"][name] = entry
    text = json.dumps(result, separators=(",", ":")).encode()
    with open(os.path.join(a.out, f"sam2-{a.size}.json.gz"), "wb") as f:
        f.write(gzip.compress(text, 9, mtime=0))


if __name__ == "__main__":
    main()
