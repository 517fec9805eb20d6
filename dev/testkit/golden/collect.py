"""Takes from the folder of all golden values what the repository keeps, in a compact form.

    python dev/testkit/golden/collect.py ../shared/golden dev/testkit/golden

Needs Python 3 alone. What it writes is described by the README of each folder; run again on the
same values it writes the same bytes.
"""
import argparse
import gzip
import json
import shutil
import unicodedata
from pathlib import Path

TINY = ["ram-224", "ram-384", "ram_plus-224", "ram_plus-384", "tag2text-224", "tag2text-384"]
FULL = ["ram", "ram_plus", "tag2text"]
# Compared by tests; all else in the original files is left out.
CONFIG = ["family", "image_size", "embed_dim", "depths", "heads", "window", "tags", "hidden", "intermediate",
          "head_layers", "head_heads", "text_layers", "text_heads", "vocab", "max_positions"]
PICTURE = ["tags", "tags_zh", "logits", "captions", "decoder_probe"]
CAPTION = ["specified", "num_beams", "min_length", "max_length", "tags", "token_ids", "caption"]
PROBE = ["tags", "ids", "vocabulary_ids", "logits"]
# Pictures whose resized form is kept as a picture: of lossy formats, to measure how far another decoder is from
# Pillow's, and those that the models of tiny/ have seen. Of all others the digest says as much.
RESIZED = (".jpg",)
# Made by the test that reads it: 2 MB.
MADE_BY_CODE = {"deep-nesting.pth"}


def only(values, names):
    return {name: values[name] for name in names if name in values}


def compact(golden, tiny):
    images = {}
    for name, values in golden["images"].items():
        kept = only(values, PICTURE)
        if "image_embeds_row0" in values and (tiny or golden["config"]["family"] == "tag2text"):
            kept["image_row"] = values["image_embeds_row0"]
        if "captions" in kept:
            kept["captions"] = [only(caption, CAPTION) for caption in kept["captions"]]
        if "decoder_probe" in kept:
            kept["decoder_probe"] = only(kept["decoder_probe"], PROBE)
        images[name] = kept
    return {"config": only(golden["config"], CONFIG), "images": images}


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(text, 9, mtime=0))


def locate(source, target):
    target.mkdir(parents=True, exist_ok=True)
    published = gzip.decompress((source / "grounding_dino.json.gz").read_bytes())
    for name, values in [("tiny", (source / "grounding_dino/expected.json").read_bytes()), ("published", published)]:
        (target / f"grounding-dino-{name}.json.gz").write_bytes(gzip.compress(values, 9, mtime=0))


def models(source, target):
    found = []
    for name in TINY:
        golden = json.loads((source / "tiny" / name / "expected.json").read_text("utf-8"))
        found.append(golden)
        write_json(target / "tiny" / name / "expected.json.gz", compact(golden, tiny=True))
        tags = source / "tiny" / name / "tags.tsv"
        if tags.exists():
            shutil.copyfile(tags, target / "tiny" / name / "tags.tsv")
    for name in FULL:
        golden = json.loads(gzip.decompress((source / "full" / f"{name}.json.gz").read_bytes()))
        found.append(golden)
        write_json(target / "full" / f"{name}.json.gz", compact(golden, tiny=False))
    return found


def normalized(text):
    """Text as BERT's uncased tokenizer looks at it: lower case, accents dropped."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")


def cjk(c):
    return any(a <= ord(c) <= b for a, b in [(0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF),
                                             (0x2A700, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)])


def words_of(text):
    """Words that WordPiece splits: runs of letters and digits; any other visible character is a word."""
    words, run = [], ""
    for c in normalized(text):
        category = unicodedata.category(c)
        if category in ("Cf", "Cc", "Cn", "Co") and c not in "\t\n\r":
            continue
        alone = cjk(c) or category.startswith("P") or (ord(c) < 128 and not c.isalnum() and not c.isspace())
        if c.isspace() or alone:
            if run:
                words.append(run)
            run = ""
            if alone:
                words.append(c)
        else:
            run += c
    return words + [run] if run else words


def pieces(word, ids):
    """Greedy longest match from the left; the unknown word where some part matches nothing."""
    if len(word) > 100:
        return [ids["[UNK]"]]
    found, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in ids:
                break
        else:
            return [ids["[UNK]"]]
        found.append(ids[piece])
        start = end
    return found


def word_list(source, target, golden_models):
    """Every entry of the list that is part of a golden text, so that no text meets a gap."""
    vocabulary = (source / "tokenizer" / "vocab.txt").read_text("utf-8").split("\n")[:-1]
    ids = {word: i for i, word in enumerate(vocabulary)}
    tokenizer = json.loads((source / "tokenizer" / "expected.json").read_text("utf-8"))
    texts = [one["text"] for one in tokenizer["encode"]]
    needed = set(tokenizer["special"].values())
    for one in tokenizer["encode"]:
        needed |= set(one["plain"])
    for one in tokenizer["decode"]:
        needed |= set(one["ids"])
    for golden in golden_models:
        for picture in golden["images"].values():
            for caption in picture.get("captions", []):
                texts.append(caption["tags"])
                needed |= set(caption["token_ids"])
            if "decoder_probe" in picture:
                texts.append(picture["decoder_probe"]["tags"])
                needed |= set(picture["decoder_probe"]["ids"])
    for word in {word for text in texts for word in words_of(text)}:
        for start in range(len(word)):
            for end in range(start + 1, len(word) + 1):
                piece = ("##" if start else "") + word[start:end]
                needed.add(ids.get(piece, 0))
    kept = sorted(i for i in needed if i < len(vocabulary))
    excerpt = {vocabulary[i]: i for i in kept}
    for text in texts:
        for word in words_of(text):
            assert pieces(word, ids) == pieces(word, excerpt), word
    for one in tokenizer["encode"]:
        if "[" not in one["text"]:
            assert [i for w in words_of(one["text"]) for i in pieces(w, excerpt)] == one["plain"][1:-1], one
    folder = target / "words"
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{i}\t{vocabulary[i]}\n" for i in kept)
    (folder / "excerpt.tsv").write_bytes(lines.encode())
    shutil.copyfile(source / "tokenizer" / "expected.json", folder / "expected.json")
    print(f"{len(kept)} of {len(vocabulary)} words")


def pictures(source, target, seen):
    (target / "images" / "expected").mkdir(parents=True, exist_ok=True)
    for file in sorted((source / "images").iterdir()):
        if file.is_file():
            shutil.copyfile(file, target / "images" / file.name)
    for file in sorted((source / "images" / "expected").iterdir()):
        picture = file.name.removesuffix(".224.png").removesuffix(".384.png")
        if picture.endswith(RESIZED) or picture in seen:
            shutil.copyfile(file, target / "images" / "expected" / file.name)


def files(source, target, folder):
    (target / folder).mkdir(parents=True, exist_ok=True)
    for file in sorted((source / folder).iterdir()):
        if file.name not in MADE_BY_CODE:
            shutil.copyfile(file, target / folder / file.name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    golden_models = models(options.source, options.target)
    word_list(options.source, options.target, golden_models)
    pictures(options.source, options.target, {name for golden in golden_models for name in golden["images"]})
    for folder in ["checkpoints/good", "checkpoints/hostile", "evaluation/plain", "evaluation/repeated-names",
                   "resample"]:
        files(options.source, options.target, folder)
    models_of_names = [f"{model}/{file}" for model in ["tiny-ram", "tiny-ram_plus"]
                       for file in ["checkpoint.pth.gz", "expected.json.gz", "tags.tsv"]]
    for name in ["tokenizer.jsonl", "clip-b/expected.json.gz", "clip-b/open_clip.safetensors.gz",
                 "clip-b/hf-bin/pytorch_model.bin.gz", "descriptions.json.gz", "clip-a/ViT-tiny.pt.gz",
                 "clip-a/expected.json.gz", "full/ram.json.gz", "full/ram_plus.json.gz"] + models_of_names:
        place = options.target / "openset" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(options.source / "openset" / name, place)
    locate(options.source / "locate", options.target / "locate")
    for name in ["sam", "sam_vit_b", "mobile_sam"]:
        shutil.copytree(options.source / "locate" / name, options.target / "locate" / name, dirs_exist_ok=True)
    for name in ["sam_vit_b.json.gz", "mobile_sam.json.gz"]:
        shutil.copyfile(options.source / "locate" / name, options.target / "locate" / name)


if __name__ == "__main__":
    main()
