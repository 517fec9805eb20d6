"""Writes vocab.txt, a word list made up here, and cases.jsonl, what transformers makes of random texts with it.

pip install transformers==4.25.1; python make_cases.py
"""
import json
import os
import random
import unicodedata

os.environ["HF_HUB_OFFLINE"] = "1"
from transformers import BertTokenizer  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
TEXTS, DECODED, TAGS = 400, 100, 60
RANDOM = random.Random(40)

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = """a an and the of picture with on in is are not do it stop light tennis racket court dog cat bear cub cloud sky
sport utility vehicle red car observatory hillside zurich cafe naive s t m ve re n don can 2 10 2026 un break able""".split()
TAILS = "s ed ing er able ment ist ness ly vehicle break 0 26".split()
# characters that have a word of their own, and one for the middle of a word
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789ßøłαβγδςσωаяёابहनกあカ\u1100\u1161\u11a8\U00010428\U0001f415"
# characters that only have a word of their own
SINGLE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¿«»—“”…、。天空水\U00020000"

# Blocks whose characters have had their properties since Unicode 10 at the latest, and others that never get any.
BLOCKS = [
    (0x00, 0x20), (0x7F, 0xA0), (0x20, 0x7E), (0x20, 0x7E), (0xA0, 0x17F), (0x300, 0x36F), (0x391, 0x3A1), (0x3A3, 0x3CE),
    (0x400, 0x45F), (0x5D0, 0x5EA), (0x621, 0x64A), (0x64B, 0x652), (0x905, 0x939), (0x93A, 0x94D), (0xE01, 0xE3A),
    (0x1100, 0x11FF), (0x1E00, 0x1EFF), (0x1FBA, 0x1FC4), (0x2000, 0x2027), (0x2028, 0x2064), (0x20A0, 0x20BE),
    (0x2190, 0x21FF), (0x2E00, 0x2E2E), (0x3000, 0x303F), (0x3041, 0x3096), (0x30A0, 0x30FF), (0x3400, 0x4DB5),
    (0x4E00, 0x9FD5), (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xE000, 0xF8FF), (0xF900, 0xFA6D), (0xFB00, 0xFB06),
    (0xFDD0, 0xFDEF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xFE30, 0xFE52), (0xFF01, 0xFF5E), (0xFF61, 0xFFBE),
    (0xFFF9, 0xFFFD), (0xFFFE, 0xFFFF), (0x10400, 0x1044F), (0x1D165, 0x1D169), (0x1D400, 0x1D454), (0x1F400, 0x1F43F),
    (0x1FFFE, 0x1FFFF), (0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0),
    (0x2F800, 0x2FA1D), (0xE0001, 0xE0001), (0xE0020, 0xE007F), (0xE0100, 0xE01EF), (0xF0000, 0xFFFFD),
]
PHRASES = [
    "[SEP]", "[MASK]", "[PAD]", "[CLS]", "[UNK]", "[DEC]", "[ENC]", "[sep]", "[Mask]", "[[SEP]]", "[SE", "P]", " | ", "\t",
    "\n", "\r\n", "\u2028", "\u2029", "\x85", "\x1c", "\u200b", "\ufeff", "\u00ad", "İ", "ΟΔΟΣ", "ς", "ẞ", "\u212a", "\u212b",
    "ﬁ", "\u0345", "\u1fef", "\u037e", "  ", "\u3000", "\u00a0", "'s", "n't", "##s", "Zürich", "CAFÉ", "nai\u0308ve", "각",
    "dog\u00adcat", "dog\u200dcat", "dog\x07cat", "|\u0301cat", "天\u0301cat", "\ud83d", "\udc15", "\U0001f415",
]


def character():
    return chr(RANDOM.randint(*RANDOM.choice(BLOCKS)))


def part():
    kind = RANDOM.random()
    if kind < 0.25:
        return RANDOM.choice(WORDS) + RANDOM.choice(["", "", RANDOM.choice(TAILS)])
    if kind < 0.33:
        return RANDOM.choice(WORDS).upper()
    if kind < 0.50:
        return RANDOM.choice(PHRASES)
    if kind < 0.60:
        return " "
    if kind < 0.62:
        return RANDOM.choice(["a", "É", "\U00010400", "e\u0301"]) * RANDOM.choice([50, 51, 99, 100, 101])
    return "".join(character() for _ in range(RANDOM.randint(1, 3)))


def text():
    parts = (" " if RANDOM.random() < 0.5 else "").join(part() for _ in range(RANDOM.randint(1, 7)))
    # Two halves side by side are one character in Java and two in Python.
    return "".join(
        c for i, c in enumerate(parts)
        if not ("\udc00" <= c <= "\udfff" and i and "\ud800" <= parts[i - 1] <= "\udbff"))


def main():
    words = list(dict.fromkeys(
        SPECIAL + WORDS + list(LETTERS) + list(SINGLE) + ["##" + t for t in TAILS] + ["##" + c for c in LETTERS]))
    with open(os.path.join(HERE, "vocab.txt"), "w", encoding="utf-8", newline="\n") as out:
        out.write("".join(w + "\n" for w in words))
    tokenizer = BertTokenizer.from_pretrained(HERE)
    # as init_tokenizer of ram/models/utils.py does it
    tokenizer.add_special_tokens({"bos_token": "[DEC]"})
    tokenizer.add_special_tokens({"additional_special_tokens": ["[ENC]"]})
    with open(os.path.join(HERE, "cases.jsonl"), "w", encoding="ascii", newline="\n") as out:
        for given in PHRASES + [text() for _ in range(TEXTS)]:
            ids = tokenizer(given, add_special_tokens=False)["input_ids"]
            out.write(json.dumps({"text": given, "ids": ids}) + "\n")
        for _ in range(DECODED):
            ids = [RANDOM.randrange(len(tokenizer)) for _ in range(RANDOM.randint(0, 14))]
            out.write(json.dumps({"decoded": tokenizer.decode(ids, skip_special_tokens=True), "ids": ids}) + "\n")
        for _ in range(TAGS):
            tags = [text() if RANDOM.random() < 0.2 else " ".join(RANDOM.choices(WORDS, k=RANDOM.randint(1, 3)))
                    for _ in range(RANDOM.randint(0, 24))]
            made = tokenizer([" | ".join(tags)], padding="max_length", truncation=True, max_length=40)
            ids = [tokenizer.convert_tokens_to_ids("[ENC]")] + made["input_ids"][0][1:]
            out.write(json.dumps({"tags": tags, "ids": ids, "mask": made["attention_mask"][0]}) + "\n")


if __name__ == "__main__":
    main()
