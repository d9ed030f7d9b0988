#!/usr/bin/env python3
"""Times anact and PyTorch on the same networks, batch, threads and machine.

All take turns of a few steps, so that a slow minute of the machine hits them alike; medians over all
steps are compared, and the table is printed when the time is up or on Ctrl-C. PyTorch is there twice,
each with both layouts: the one that Python imports (Debian: python3-torch), and libtorch 2.x, which
Maven downloads from Maven Central (about 110 MB; peers/libtorch). The latter is what eager PyTorch 2.x
runs; torch.compile does not exist for it. anact's build needs neither.
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

try:
    import torch

    import pytorch_nets
except ImportError:
    torch = None

HOME = pathlib.Path(__file__).resolve().parent.parent
BATCH = 128
MEMORY_STEPS = 20


class Child:
    """A process that times steps on request, a line for a line."""

    def __init__(self, command, cwd=None):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=cwd,
            start_new_session=True,
        )
        self.name = self.process.stdout.readline().strip()
        if not self.name:
            sys.exit(f"'{command[0]}' did not start: see its message above")

    def ask(self, request):
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer.strip():
            sys.exit(f"{self.name} ended: see its message above")
        return [float(word) for word in answer.split()]

    def peak_memory(self):
        """Returns the largest resident memory so far in MiB, where the system tells it."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return None
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def close(self):
        if not self.process.stdin.closed:
            self.process.stdin.close()
        self.process.wait()


class Anact(Child):
    WARM_UP = 20  # Java compiles

    def __init__(self, threads):
        super().__init__([str(HOME / "anact"), "time", "--threads", str(threads)])

    def steps(self, model, activation, mode, count):
        return self.ask(f"{model} {activation} {mode} {count}")


class Libtorch:
    """One layout of the process that both layouts share."""

    WARM_UP = 5

    def __init__(self, child, layout):
        self.child = child
        self.layout = layout

    @staticmethod
    def start(threads):
        folder = HOME / "peers" / "libtorch"
        platform = "linux-x86_64" if sys.platform == "linux" else ""
        build = ["mvn", "-q", "-B", "compile", "dependency:build-classpath"]
        if platform:
            build.append(f"-Djavacpp.platform={platform}")
        if subprocess.run(build, cwd=folder, stdout=subprocess.DEVNULL).returncode != 0:
            sys.exit("peers/libtorch cannot be built: run 'mvn compile' there, or leave it out with --without libtorch")
        classes = f"target/classes:{(folder / 'target' / 'classpath').read_text().strip()}"
        return Child(["java", "-cp", classes, "org.anact.peers.LibtorchSteps", str(threads)], folder)

    def steps(self, model, activation, mode, count):
        return self.child.ask(f"{self.layout} {model} {activation} {mode} {count}")

    def close(self):
        self.child.close()


class PyTorch:
    WARM_UP = 5

    def __init__(self, channels_last):
        self.channels_last = channels_last
        self.trainers = {}

    def steps(self, model, activation, mode, count):
        key = (model, activation)
        if key not in self.trainers:
            self.trainers[key] = pytorch_nets.Trainer(model, activation, self.channels_last)
        step = getattr(self.trainers[key], mode)
        times = []
        for _ in range(count):
            start = time.perf_counter()
            step()
            times.append((time.perf_counter() - start) * 1e3)
        return times

    def close(self):
        self.trainers.clear()


def sides(arguments):
    """Returns what is timed, by the name of its column."""
    anact = Anact(arguments.threads)
    print(anact.name)
    result = {"anact": anact}
    if torch is None:
        print("PyTorch cannot be imported (Debian: python3-torch): timed without it")
    elif arguments.without != "pytorch":
        torch.set_num_threads(arguments.threads)
        print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads")
        result |= {"NCHW": PyTorch(False), "ch.last": PyTorch(True)}
    if arguments.without != "libtorch":
        child = Libtorch.start(arguments.threads)
        print(child.name)
        result |= {"2.x NCHW": Libtorch(child, "nchw"), "2.x ch.last": Libtorch(child, "channels_last")}
    return result


def compare(arguments):
    timed = sides(arguments)
    cells = [
        (model, activation, mode)
        for model in arguments.models.split(",")
        for mode in ("train", "infer")
        for activation in arguments.activations.split(",")
    ]
    times = {side: {cell: [] for cell in cells} for side in timed}
    end = time.monotonic() + 60 * arguments.minutes
    try:
        for cell in cells:
            for side in timed.values():
                side.steps(*cell, side.WARM_UP)
        print("warmed up", file=sys.stderr)
        while not times["anact"][cells[0]] or time.monotonic() < end:
            for cell in cells:
                for name, side in timed.items():
                    # The first step of a turn finds the caches as another side has left them.
                    times[name][cell] += side.steps(*cell, arguments.steps + 1)[1:]
            print(f"{len(times['anact'][cells[0]])} steps each", file=sys.stderr)
        interrupted = False
    except KeyboardInterrupt:
        print("interrupted: the table has what there is", file=sys.stderr)
        interrupted = True
    for side in timed.values():
        side.close()
    cells = [cell for cell in cells if all(times[side][cell] for side in times)]
    report(cells, times)
    return cells, times, timed["anact"].name, interrupted


def report(cells, times):
    if not cells:
        print("nothing was timed yet")
        return
    median = {s: {c: statistics.median(times[s][c]) for c in cells} for s in times}
    others = [side for side in times if side != "anact"]
    batch = BATCH
    least = min(len(times[side][cell]) for side in times for cell in cells)
    print(f"\nimages/s, batch {batch}, medians of {least} steps or more; in brackets ours/theirs, above 1: anact is faster")
    print(f"{'':24}{'anact':>8}" + "".join(f"{side:>18}" for side in others) + f"{'fastest':>10}")
    for cell in cells:
        ours = median["anact"][cell]
        columns = [f"{batch / median[o][cell] * 1e3:9.0f} ({median[o][cell] / ours:.2f}) " for o in others]
        fastest = min(median[o][cell] for o in others) / ours
        print(f"{' '.join(cell):24}{batch / ours * 1e3:8.0f}" + "".join(f"{c:>18}" for c in columns) + f"{fastest:10.2f}")
    print("\ncost of normalization, time of a step against the vanilla activation's")
    for model, activation, mode in cells:
        normalized = (model, "n" + activation, mode)
        if normalized in cells:
            parts = [
                f"{side} {median[side][normalized] / median[side][(model, activation, mode)] - 1:+.1%}"
                for side in times
            ]
            print(f"{model} {activation} {mode}: " + ", ".join(parts))


def memory(arguments):
    """Peak resident memory in MiB of each side in a process that does nothing else."""
    model, activation = arguments.models.split(",")[0], arguments.activations.split(",")[0]
    anact = Anact(arguments.threads)
    anact.steps(model, activation, "train", MEMORY_STEPS)
    peaks = {"anact": anact.peak_memory()}
    anact.close()
    if arguments.without != "libtorch":
        child = Libtorch.start(arguments.threads)
        child.ask(f"nchw {model} {activation} train {MEMORY_STEPS}")
        peaks["libtorch"] = child.peak_memory()
        child.close()
    if torch is not None and arguments.without != "pytorch":
        child = subprocess.run(
            [sys.executable, __file__, "--only-torch-memory", "--models", model]
            + ["--activations", activation, "--threads", str(arguments.threads)],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        peaks["pytorch"] = float(child.stdout)
    told = ", ".join(f"{side} {peak:.0f} MiB" for side, peak in peaks.items() if peak)
    print(f"\npeak resident memory, {model} {activation}, training: {told}")
    return peaks


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", default="resnet20,cnn")
    parser.add_argument("--activations", default="relu,swish,nswish")
    parser.add_argument("--minutes", type=float, default=3, help="time for turns after the warm-up")
    parser.add_argument("--steps", type=int, default=4, help="steps of a turn")
    parser.add_argument("--without", choices=["libtorch", "pytorch"], help="leaves one PyTorch out")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--out", default=str(HOME / "results" / "peers.json"))
    parser.add_argument("--only-torch-memory", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only_torch_memory:
        torch.set_num_threads(arguments.threads)
        PyTorch(False).steps(arguments.models, arguments.activations, "train", MEMORY_STEPS)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    cells, times, backend, interrupted = compare(arguments)
    record = {
        "anact": backend,
        "pytorch": torch.__version__ if torch else None,
        "threads": arguments.threads,
        "batch": BATCH,
        "milliseconds": {s: {" ".join(c): times[s][c] for c in cells} for s in times},
    }
    out = pathlib.Path(arguments.out)
    write(record, out)
    if not interrupted:
        write(record | {"peakMemoryMiB": memory(arguments)}, out)
    print(f"results: {out}")


def write(record, out):
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_suffix(".tmp")
    partial.write_text(json.dumps(record, indent=1))
    partial.replace(out)


if __name__ == "__main__":
    main()
