"""Times what finds boxes and masks: this library and what a user would run instead, on one CPU, one task after the other.

    python dev/benchmarks/peers/locate_peers.py --reference ../shared/reference/locate --prepare      # once: weights, exports, bundles
    python dev/benchmarks/peers/locate_peers.py --reference ../shared/reference/locate --runs 7 --json places.json

Tasks: dino-4 and dino-20 (Grounding DINO Swin-T, 800 x 1066, as many tags), sam-b and mobile (an image's embedding), boxes (10 prompts of an
embedded image, MobileSAM's decoder). Systems: ours in fp32 and int8, PyTorch (the plain reference), its plain ONNX export in ONNX Runtime, and that in
OpenVINO. All have the same weights by formula. Each system is a process of its own, started for a task and warmed by one run; then the runs
are interleaved. Ours prepares the image within its time, the others get tensors. A system whose first run takes more than --patience times the
best one's is measured three times only, and so are all when a task has had its part of --minutes. A line a system: median seconds of the
clock and of the processor (user and system, all threads), the least of both, runs, and the peak memory of its process.

Needs torch, numpy, pillow, onnx, onnxruntime, openvino; a JDK and the built modules (ram-benchmarks packaged). Files are kept in --work (4 GB).
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

TAGS = ["dog", "coffee table", "cat", "lamp", "window", "red car", "bicycle", "tree", "person", "traffic light", "house", "boat", "bench", "umbrella",
        "clock", "bird", "mountain", "bridge", "book", "chair"]
# The ids of "dog. coffee table. ..." by bert-base-uncased, [CLS] and [SEP] around it, a "." after each tag.
IDS = [[3899], [4157, 2795], [4937], [10437], [3332], [2417, 2482], [10165], [3392], [2711], [4026, 2422], [2160], [4049], [6847], [12977],
       [5119], [4743], [3137], [2958], [2338], [3242]]
TASKS = ["dino-4", "dino-20", "mobile", "boxes", "sam-b"]
SYSTEMS = ["ours-fp32", "ours-int8", "pytorch", "onnxruntime", "openvino"]
FAMILY = {"dino": "grounding_dino", "sam": "sam_vit_b", "mobile": "mobile_sam", "boxes": "mobile_sam"}
JAVA = "java -Xmx512m -cp dev/benchmarks/target/lib/*:dev/benchmarks/target/classes io.github.ram4j.benchmarks.TimeRegions"


def family(task: str) -> str:
    return FAMILY[task.split("-")[0]]


def network(task: str):
    """The plain reference as a module, and its inputs."""
    import torch
    from make_checkpoint import sized, state
    name = family(task)
    c = sized(name, None)
    w = state(name, c, 11, same_queries=True)
    draw = lambda *shape: torch.randn(*shape, generator=torch.Generator().manual_seed(0))

    class Net(torch.nn.Module):
        def forward(self, *x):
            if name == "grounding_dino":
                import grounding_dino_reference as gd
                count = int(task.split("-")[1])
                ids = [101] + [i for tag in IDS[:count] for i in (*tag, 1012)] + [102]
                return gd.forward(w, c, x[0], ids)[:2]
            import sam_reference as sam
            if task != "boxes":
                return sam.embed_image(w, c, x[0])
            sparse, dense = sam.embed_prompt(w, c, boxes=x[1])
            return sam.decode(w, c, x[0], sparse, dense)

    if name == "grounding_dino":
        return Net(), (draw(1, 3, 800, 1066),)
    if task != "boxes":
        return Net(), (draw(1, 3, 1024, 1024),)
    corners = torch.tensor([[80.0 * i, 40.0 * i, 80.0 * i + 250, 40.0 * i + 350] for i in range(10)])
    return Net(), (draw(1, 256, 64, 64), corners)


def child(a) -> None:
    """Runs one system: "run" on standard input is answered by seconds of the clock and of the processor."""
    import numpy as np
    import torch
    torch.set_num_threads(a.threads)
    net, inputs = network(a.task) if a.child == "pytorch" else (None, [torch.from_numpy(x) for x in np.load(f"{a.work}/{a.task}.npz").values()])
    file = f"{a.work}/{a.task}.onnx"
    if a.child == "pytorch":
        def run():
            with torch.inference_mode():
                net(*inputs)
    elif a.child == "onnxruntime":
        import onnxruntime as ort
        o = ort.SessionOptions()
        o.intra_op_num_threads = a.threads
        s = ort.InferenceSession(file, o, providers=["CPUExecutionProvider"])
        feed = {i.name: x.numpy() for i, x in zip(s.get_inputs(), inputs)}
        run = lambda: s.run(None, feed)
    else:
        import openvino as ov
        settings = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": a.threads, "PERFORMANCE_HINT": "LATENCY"}
        m = ov.Core().compile_model(file, "CPU", settings)
        run = lambda: m([x.numpy() for x in inputs])
    print("ready", flush=True)
    for _ in sys.stdin:
        used = resource.getrusage(resource.RUSAGE_SELF)
        start = time.perf_counter()
        run()
        seconds, now = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
        print(seconds, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime, flush=True)


class Peer:
    def __init__(self, name: str, a, task: str):
        self.name, self.clock, self.processor = name, [], []
        if name.startswith("ours"):
            bundle = f"{a.work}/{family(task)}-{name.split('-')[1]}"
            kind = ["locate", *TAGS[:int(task.split("-")[1])]] if task.startswith("dino") else [("prompts" if task == "boxes" else "embed")]
            command = [*a.java.split(), bundle, a.picture, str(a.threads), *kind]
        else:
            command = [sys.executable, __file__, "--reference", a.reference, "--work", a.work, "--threads", str(a.threads), "--child", name, "--task", task]
        environment = dict(os.environ, OMP_NUM_THREADS=str(a.threads))
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        self.ready = self.process.stdout.readline().strip() == "ready"

    def run(self) -> float:
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        clock, processor = map(float, self.process.stdout.readline().split())
        self.clock.append(clock)
        self.processor.append(processor)
        return clock

    def end(self) -> dict:
        status = open(f"/proc/{self.process.pid}/status").read()
        peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
        self.process.stdin.close()
        self.process.wait()
        clock, processor = self.clock[1:] or self.clock, self.processor[1:] or self.processor
        return {"system": self.name, "clock": statistics.median(clock), "processor": statistics.median(processor), "least_clock": min(clock),
                "least_processor": min(processor), "runs": len(clock), "peak_mb": round(peak / 1024)}


def measure(task: str, a) -> list:
    peers = []
    for name in a.systems:
        peer = Peer(name, a, task)
        if peer.ready:
            peers.append(peer)
        else:
            print(f"{task}: {name} does not start, and is left out", file=sys.stderr)
    first = {peer.name: peer.run() for peer in peers}
    end = time.time() + 60 * a.minutes / len(a.tasks)
    for i in range(a.runs):
        if i >= 3 and time.time() > end:
            break
        for peer in peers:
            if i < 3 or first[peer.name] <= a.patience * min(first.values()):
                peer.run()
    return [peer.end() for peer in peers]


def prepare(a) -> None:
    import numpy as np
    import torch
    from PIL import Image
    os.makedirs(a.work, exist_ok=True)
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (480, 640, 3), dtype=np.uint8)).resize((1066, 800)).save(a.picture)
    for name in sorted({family(task) for task in a.tasks}):
        checkpoint = f"{a.work}/{name}.pth"
        if not os.path.exists(checkpoint):
            subprocess.run([sys.executable, f"{a.reference}/make_checkpoint.py", name, "--seed", "11", "--same-queries", "--out", checkpoint], check=True)
        for precision in ("fp32", "int8"):
            if not os.path.exists(f"{a.work}/{name}-{precision}"):
                subprocess.run([*a.convert.split(), checkpoint, "--out", f"{a.work}/{name}-{precision}", "--precision", precision], check=True)
    for task in a.tasks:
        net, inputs = network(task)
        np.savez(f"{a.work}/{task}.npz", *[x.numpy() for x in inputs])
        if not os.path.exists(f"{a.work}/{task}.onnx"):
            with torch.no_grad():
                torch.onnx.export(net, inputs, f"{a.work}/{task}.onnx", opset_version=17, dynamo=False)
        print("prepared", task, flush=True)


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--reference", required=True, help="the folder of grounding_dino_reference.py")
    p.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "ram-places"))
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--runs", type=int, default=7)
    p.add_argument("--minutes", type=float, default=12)
    p.add_argument("--patience", type=float, default=1.6)
    p.add_argument("--tasks", nargs="+", default=TASKS, choices=TASKS)
    p.add_argument("--systems", nargs="+", default=SYSTEMS, choices=SYSTEMS)
    p.add_argument("--java", default=JAVA)
    p.add_argument("--convert", default="./ram convert")
    p.add_argument("--prepare", action="store_true")
    p.add_argument("--json")
    p.add_argument("--child", help=argparse.SUPPRESS)
    p.add_argument("--task", help=argparse.SUPPRESS)
    a = p.parse_args()
    a.picture = f"{a.work}/picture.png"
    sys.path.insert(0, a.reference)
    if a.child:
        child(a)
        return
    if a.prepare:
        prepare(a)
        return
    results, begin = {}, time.time()
    for task in a.tasks:
        results[task] = measure(task, a)
        print(f"{task}: load {os.getloadavg()[0]:.1f}, {time.time() - begin:.0f} s since the start")
        print("  system        clock s (least)    processor s (least)   runs   peak MB")
        for r in results[task]:
            print(f"  {r['system']:12} {r['clock']:8.3f} ({r['least_clock']:.3f}) {r['processor']:10.3f} ({r['least_processor']:.3f}) {r['runs']:8} {r['peak_mb']:9}",
                  flush=True)
    if a.json:
        with open(a.json, "w") as f:
            json.dump(results, f, indent=1)


if __name__ == "__main__":
    main()
