"""Times a beam search that runs inside one ONNX graph (a Loop around the caption decoder) beside one run of the decoder for every step.

    python search_in_graph.py --bundle BUNDLE --threads 2 --runs 5 --length 50

Both do the same work a step: three beams, log-softmax, the best three continuations of all. The graph in the Loop keeps keys and values as
the Loop's state and leaves out which words belong to which beam, so that its times are a little better than a whole search's would be.
Needs: onnx, onnxruntime, numpy.
"""
import argparse
import os
import statistics
import time

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto as T
from onnx import helper as h

BEAMS = 3


def info(name, kind, shape):
    return h.make_tensor_value_info(name, kind, shape)


def in_loop(decoder: onnx.ModelProto, layers: int, heads: int, width: int, vocabulary: int) -> onnx.ModelProto:
    g = decoder.graph
    ints = lambda name, *values: h.make_node("Constant", [], [name], value=h.make_tensor(name, T.INT64, [len(values)], values))
    state = [f"{part}.{i}" for i in range(layers) for part in ("keys", "values")]
    before = [
        ints("l.beams", *range(BEAMS)), h.make_node("Identity", ["l.beams"], ["wanted"]),
        h.make_node("Shape", ["past_keys.0"], ["l.words"], start=2, end=3), ints("l.new", BEAMS), h.make_node("Add", ["l.words", "l.new"], ["l.total"]),
        ints("l.head", 1, 1, BEAMS), h.make_node("Concat", ["l.head", "l.total"], ["l.bias"], axis=0), h.make_node("ConstantOfShape", ["l.bias"], ["bias"]),
        h.make_node("Expand", ["l.position", "l.new"], ["positions"]),
    ]
    after = [
        h.make_node("LogSoftmax", ["logits"], ["l.logp"], axis=-1), h.make_node("Add", ["l.logp", "l.sums"], ["l.scores"]),
        ints("l.flat", -1), h.make_node("Reshape", ["l.scores", "l.flat"], ["l.all"]), h.make_node("TopK", ["l.all", "l.new"], ["l.best", "l.index"], axis=0),
        ints("l.vocabulary", vocabulary), h.make_node("Mod", ["l.index", "l.vocabulary"], ["l.next"]),
        ints("l.row", 1, BEAMS), h.make_node("Reshape", ["l.next", "l.row"], ["l.ids.out"]),
        ints("l.column", 1, BEAMS, 1), h.make_node("Reshape", ["l.best", "l.column"], ["l.sums.out"]),
        ints("l.one", 1), h.make_node("Add", ["l.position", "l.one"], ["l.position.out"]), h.make_node("Identity", ["l.condition"], ["l.condition.out"]),
    ]
    cache = [1, heads, None, width]
    body = h.make_graph(
        before + list(g.node) + after, "step",
        [info("l.step", T.INT64, []), info("l.condition", T.BOOL, []), info("ids", T.INT64, [1, BEAMS]), info("l.position", T.INT64, [1]),
         info("l.sums", T.FLOAT, [1, BEAMS, 1])] + [info("past_" + s, T.FLOAT, cache) for s in state],
        [info("l.condition.out", T.BOOL, []), info("l.ids.out", T.INT64, [1, BEAMS]), info("l.position.out", T.INT64, [1]),
         info("l.sums.out", T.FLOAT, [1, BEAMS, 1])] + [info(s, T.FLOAT, cache) for s in state])
    inputs = ["ids0", "position0", "sums0"] + ["past0_" + s for s in state]
    outputs = ["ids1", "position1", "sums1"] + ["end_" + s for s in state]
    loop = h.make_node("Loop", ["steps", "go"] + inputs, outputs, body=body)
    outer = h.make_graph(
        [loop], "search",
        [info("steps", T.INT64, []), info("go", T.BOOL, []), info("ids0", T.INT64, [1, BEAMS]), info("position0", T.INT64, [1]), info("sums0", T.FLOAT, [1, BEAMS, 1])]
        + [info("past0_" + s, T.FLOAT, cache) for s in state] + [info("tag_" + s, T.FLOAT, [1, heads, 40, width]) for s in state],
        [info("ids1", T.INT64, [1, BEAMS]), info("sums1", T.FLOAT, [1, BEAMS, 1])], list(g.initializer))
    return h.make_model(outer, opset_imports=decoder.opset_import, ir_version=decoder.ir_version)


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--bundle", required=True)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--runs", type=int, default=5)
    p.add_argument("--length", type=int, default=50)
    a = p.parse_args()
    path = os.path.join(a.bundle, "caption_decoder.onnx")
    decoder = onnx.load(path, load_external_data=False)
    inputs = {i.name: [d.dim_value for d in i.type.tensor_type.shape.dim] for i in decoder.graph.input}
    layers, (_, heads, tokens, width) = sum(n.startswith("tag_keys") for n in inputs), inputs["tag_keys.0"]
    vocabulary = decoder.graph.output[0].type.tensor_type.shape.dim[2].dim_value
    looped = os.path.join(a.bundle, ".search_in_graph.onnx")
    onnx.save(in_loop(decoder, layers, heads, width, vocabulary), looped)
    o = ort.SessionOptions()
    o.intra_op_num_threads, o.log_severity_level = a.threads, 3
    step, search = (ort.InferenceSession(f, o, providers=["CPUExecutionProvider"]) for f in (path, looped))
    os.remove(looped)
    rng = np.random.default_rng(0)
    state = [f"{part}.{i}" for i in range(layers) for part in ("keys", "values")]
    tags = {"tag_" + s: rng.standard_normal((1, heads, tokens, width), dtype=np.float32) for s in state}
    past = {s: rng.standard_normal((1, heads, 4, width), dtype=np.float32) for s in state}
    steps, first = a.length - 5, np.array([[2000, 2001, 2002]])

    def one_graph(steps=steps):
        return search.run(None, {"steps": np.array(steps), "go": np.array(True), "ids0": first, "position0": np.array([4]),
                                 "sums0": np.zeros((1, BEAMS, 1), np.float32), **{"past0_" + s: v for s, v in past.items()}, **tags})[0]

    values = {n: ort.OrtValue.ortvalue_from_numpy(v) for n, v in tags.items()}
    names = [out.name for out in step.get_outputs()]

    def each_step(steps=steps):
        ids, sums, cache = first, np.zeros((1, BEAMS, 1), np.float32), {s: ort.OrtValue.ortvalue_from_numpy(v) for s, v in past.items()}
        for i in range(steps):
            words = cache["keys.0"].shape()[2]
            feeds = {"ids": ids, "positions": np.full(BEAMS, 4 + i), "bias": np.zeros((1, 1, BEAMS, words + BEAMS), np.float32), "wanted": np.arange(BEAMS)}
            feeds = {n: ort.OrtValue.ortvalue_from_numpy(v) for n, v in feeds.items()}
            out = dict(zip(names, step.run_with_ort_values(names, {**feeds, **{"past_" + s: v for s, v in cache.items()}, **values})))
            logits = out["logits"].numpy()
            top = logits.max(-1, keepdims=True)
            scores = (logits - top - np.log(np.exp(logits - top).sum(-1, keepdims=True)) + sums).ravel()
            best = np.argpartition(-scores, BEAMS)[:BEAMS]
            best = best[np.argsort(-scores[best])]
            ids, sums, cache = (best % vocabulary)[None], scores[best][None, :, None], {s: out[s] for s in state}
        return ids

    assert (one_graph(7) == each_step(7)).all(), (one_graph(7), each_step(7))      # longer, rounding parts them: the keys are noise
    times = {"one graph": [], "a run each step": []}
    for _ in range(a.runs):
        for name, f in (("one graph", one_graph), ("a run each step", each_step)):
            start = time.perf_counter()
            f()
            times[name].append((time.perf_counter() - start) / steps * 1e3)
    for name, t in times.items():
        print(f"{name}: median {statistics.median(t):.1f} ms a step, min {min(t):.1f}, over {steps} steps")


if __name__ == "__main__":
    main()
