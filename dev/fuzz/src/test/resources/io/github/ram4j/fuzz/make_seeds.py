# Writes the seeds of all targets beside this file. Needs torch and Pillow, and shared/golden as first argument.
import argparse, collections, hashlib, io, json, pathlib, sys, zipfile
import numpy as np, torch
from PIL import Image

here, golden = pathlib.Path(__file__).parent, pathlib.Path(sys.argv[1])


def seed(target, method, name, data, package='fuzz'):
    folder = here.parent / package / (target + 'FuzzTestInputs') / method
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def saved(value, **options):
    out = io.BytesIO()
    torch.save(value, out, **options)
    return out.getvalue()


def pickled(value, **options):
    z = zipfile.ZipFile(io.BytesIO(saved(value, **options)))
    return z.read([n for n in z.namelist() if n.endswith('data.pkl')][0])


w = torch.arange(16.0)
FIRST = 'visual_encoder.patch_embed.proj.weight'
values = {
    'plain': {'model': collections.OrderedDict(a=w, b=w.view(4, 4).t())},
    'prefixes': {'state_dict': {'model._orig_mod.' + FIRST: w, 'ema_model.' + FIRST: w, 'loss': w}},
    'copies': {'model': {FIRST: w}, 'model_ema': {FIRST: w}},
    'beside': {'model': {'a': w}, 'args': argparse.Namespace(lr=1), 'best': np.float64(1), 'b': b'x', 's': {1, 2},
               'd': torch.device('cpu'), 't': torch.float16, 'z': torch.Size([1]), 'n': None, 'f': frozenset([1])},
    'negative': {'model': {'a': torch._neg_view(w), 'p': torch.nn.Parameter(w)}},
    'kinds': {'a': w, 'q': torch.quantize_per_tensor(w, 0.1, 0, torch.qint8), 'f': w.to(torch.float8_e5m2),
              'c': w.to(torch.complex64), 's': torch.eye(2).to_sparse(), 'u': torch.nn.Buffer(w)},
}
for name, value in values.items():
    seed('Pickle', 'pickle', name, pickled(value))
    if name != 'kinds':
        seed('TorchLegacy', 'rest', name, saved(value, _use_new_zipfile_serialization=False)[20:])
seed('Pickle', 'pickle', 'protocol-5', pickled(values['beside'], pickle_protocol=5))
for name in ('os-system', 'eval', 'memo-loop', 'huge-alloc', 'shape-negative'):
    z = zipfile.ZipFile(golden / 'checkpoints/hostile' / (name + '.pth'))
    seed('Pickle', 'pickle', name, z.read([n for n in z.namelist() if n.endswith('data.pkl')][0]))
for name in ('good/views-of-one-storage', 'hostile/zip-slip', 'hostile/storage-short', 'hostile/no-pickle'):
    seed('TorchArchive', 'archive', name.split('/')[1], (golden / 'checkpoints' / (name + '.pth')).read_bytes())


class Part(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.w, self.count, self.sizes = torch.nn.Parameter(w), 4, [1, 2]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.w


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.rest = Part(), torch.nn.Sequential(Part())
        self.rest[0].w = self.first.w                                    # one storage, as the target's archive has

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.rest(self.first(x))


out = io.BytesIO()
torch.jit.save(torch.jit.script(Net()), out)
script = zipfile.ZipFile(out)
seed('TorchArchive', 'archive', 'script', out.getvalue())
tree = script.read([n for n in script.namelist() if n.endswith('/data.pkl')][0])
seed('TorchScript', 'tree', 'modules', tree)
OBJECT = b'\x80\x02c__torch__\nNet\n)\x81q\0'
seed('TorchScript', 'tree', 'within-itself', OBJECT + b'}(X\2\0\0\0meh\0ub.')
seed('TorchScript', 'tree', 'arguments', OBJECT[:-4] + b'K\1\x85\x81}b.')
seed('TorchScript', 'tree', 'call', OBJECT[:-4] + b')R.')
seed('TorchScript', 'tree', 'os-system', OBJECT + b'}(X\1\0\0\0xcposix\nsystem\nX\1\0\0\0y\x85Rub.')
laughs = b'\x80\x02c__torch__\nNet\nq\xff)\x81q\x000'
for i in range(30):
    at = bytes([i])
    laughs += b'h\xff)\x81}(X\1\0\0\0ah' + at + b'X\1\0\0\0bh' + at + b'ubq' + bytes([i + 1]) + (b'0' if i < 29 else b'.')
seed('TorchScript', 'tree', 'shared', laughs)
header = '"a":{"dtype":"F32","shape":[2,4],"data_offsets":[0,32]},"b":{"dtype":"I64","shape":[4],"data_offsets":[32,64]}}'
seed('Safetensors', 'header', 'two', header)
seed('Safetensors', 'header', 'metadata', '"__metadata__":{"format":"pt\\u00e9\\n"},' + header)
seed('Safetensors', 'header', 'bool', '"x":{"data_offsets":[0,64],"shape":[64],"dtype":"BOOL"}}')
seed('ShardIndex', 'index', 'one', json.dumps({'metadata': {'total_size': 1}, 'weight_map': {'a': 's.safetensors'}}))
seed('ShardIndex', 'index', 'missing', json.dumps({'weight_map': {'a': 's.safetensors', 'b': 'no.safetensors'}}))
seed('TagList', 'list', 'all-columns', 'id\ten\tzh\tthreshold\tin_captions\n0\tcat\t猫/貓\t0.7\tyes\n7\tdog\t\t0\tno\n')
seed('TagList', 'list', 'two-columns', '\ufeffen\tid\r\ncat\t3\r\n\r\ndog\t4\r\n')
sha = '0' * 64
seed('BundleManifest', 'manifest', 'captions', '\n'.join(
    ['format = 2', 'family = tag2text', 'image-size = 384', 'mean = 0.485, 0.456, 0.406', 'std = 0.229, 0.224, 0.225',
     'precision = fp32', 'accuracy.tags-shared = 1', 'captions.layers = 2', 'captions.heads = 2',
     'captions.head-width = 8', 'captions.vocabulary = 99', 'captions.positions = 40', 'note.1 = a\\u00e9',
     'architecture.x = 1', 'source.name = x.pth', f'file.tags.tsv = 12 {sha}', f'file.vocab.txt = 1 {sha}'] +
    [f'graph.{g} = {g}.onnx\nfile.{g}.onnx = 1 {sha}' for g in
     ('image_encoder', 'tagging_head', 'tag_encoder', 'caption_decoder')]))
seed('BundleManifest', 'manifest', 'tags', '\n'.join(
    ['format = 2', 'family = ram', 'image-size = 224', 'mean = 0, 0, 0', 'std = 1, 1, 1', 'precision = fp16',
     f'file.tags.tsv = 12 {sha}'] +
    [f'graph.{g} = {g}.onnx\nfile.{g}.onnx = 1 {sha}' for g in ('image_encoder', 'tagging_head')]))
seed('Scores', 'scores', 'plain', '0.1,2,-3e4\n0,0,1\n')
seed('Scores', 'scores', 'named', '"a ""b"", c.png",0.1,2,-3\nd.png,0,0,1\n')
seed('Truth', 'truth', 'lines', 'a.jpg,cat,cowboy hat\nb.jpg\n')
seed('Truth', 'truth', 'json', '{"picture": "a.jpg", "tags": ["cat", "\\u72d7"], "x": {"y": [1, null]}}\n')
seed('Thresholds', 'thresholds', 'numbers', '0.5\n0.68\n')
seed('Thresholds', 'thresholds', 'list', 'id\ten\tthreshold\n0\tcat\t0.1\n1\tdog\t1\n')
for name, line in {'all': {'picture': 'a.jpg', 'tags': ['cat'], 'captions': ['a cat'], 'caption_tags': [['cat']], 'x': 1},
                   'one': {'picture': '\u00e9.jpg', 'caption': 'a cat', 'tags': []}}.items():
    seed('Examples', 'examples', name, json.dumps(line) + '\n\n' + json.dumps(line) + '\n')
deep = '{"x":' + '[' * 1500
seed('Examples', 'examples', 'deep', deep)
seed('Truth', 'truth', 'deep', deep)
seed('ShardIndex', 'index', 'deep', deep)
seed('WordList', 'words', 'deep', deep, 'convert')
WORDS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', 'a', 'picture', 'of', '##s']
seed('WordList', 'words', 'vocab', '\n'.join(WORDS) + '\n', 'convert')
seed('WordList', 'words', 'tokenizer', json.dumps(
    {'version': '1.0', 'added_tokens': [{'id': 0, 'content': '[PAD]'}],
     'model': {'type': 'WordPiece', 'vocab': {w: i for i, w in enumerate(WORDS)}}}), 'convert')
for mode in ('RGB', 'P', 'L', 'RGBA', 'CMYK', 'I;16'):
    for kind in ('png', 'jpeg', 'gif', 'bmp', 'tiff', 'webp'):
        out, exif = io.BytesIO(), Image.Exif()
        exif[0x112] = 6
        try:
            Image.new(mode, (3, 2)).save(out, kind, **({'exif': exif} if kind in ('png', 'jpeg', 'webp') else {}))
        except (OSError, KeyError, ValueError):
            continue
        if len(out.getvalue()) < 2000:
            seed('PictureHeader', 'header', mode.replace(';', '') + '.' + kind, out.getvalue())

HEADER = 'name\trecipe\tthreshold\trows\twidth\tbias\tpath\tsynonyms\tname:zh\n'
lines = {
    'recipes': HEADER + 'cat\tlisted\t0.5\t0\t0\t0.0\t\t\t猫\nred panda\ttemplates\t0.5\t1\t4\t0.0\tanimal|mammal\tfirefox\t小猫|熊\n'
    'ant\tdescriptions\t0.25\t3\t4\t0.0\t\t\t\nbee\tembeddings\t1.0\t2\t4\t0.0\t\t\t\nmug\texamples\t0.5\t1\t3\t-1.5\t\t\t\n',
    'escapes': HEADER.replace('\tname:zh', '') + 'a\\tb\\n\\|\\\\\ttemplates\t1E-3\t1\t2\t0.0\ta\\|b|c\t\\\\|\\|\n',
}
for name, text in lines.items():
    seed('VocabularyTags', 'lines', name, text)
rows, out = np.array([0.6, 0.8], '<f4').tobytes(), io.BytesIO()
with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
    digest = hashlib.sha256(rows).hexdigest()
    for name, data in (('vocabulary.properties', f'format=1\nrows_sha256={digest}\ntext_encoder={digest}\n'),
                       ('tags.tsv', HEADER + 'cat\tembeddings\t0.5\t1\t2\t0.0\t\t\t\n'), ('rows.f32', rows)):
        z.writestr(zipfile.ZipInfo(name), data)
seed('Vocabulary', 'archive', 'one-tag', out.getvalue())
