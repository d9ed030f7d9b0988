#!/usr/bin/env python3
"""Times anact and PyTorch on the same networks, batch, threads and machine.

The two take turns of a few steps, so that a slow minute of the machine hits both alike; medians over
all steps are compared. Needs python3-torch; anact's build does not.
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

import torch

import pytorch_nets

HOME = pathlib.Path(__file__).resolve().parent.parent


class Anact:
    """The suite in a process of its own, which times steps on request."""

    def __init__(self, threads):
        self.process = subprocess.Popen(
            [str(HOME / "anact"), "time", "--threads", str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.backend = self.process.stdout.readline().strip()
        if not self.backend:
            sys.exit("anact did not start: see its message above")

    def steps(self, model, activation, mode, count):
        self.process.stdin.write(f"{model} {activation} {mode} {count}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer.strip():
            sys.exit("anact ended: see its message above")
        return [float(word) for word in answer.split()]

    def peak_memory(self):
        """Returns the largest resident memory so far in MiB, where the system tells it."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return None
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class PyTorch:
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


def compare(arguments):
    torch.set_num_threads(arguments.threads)
    anact = Anact(arguments.threads)
    print(anact.backend)
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads")
    sides = {"anact": anact, "nchw": PyTorch(False), "channels_last": PyTorch(True)}
    cells = [
        (model, activation, mode)
        for model in arguments.models.split(",")
        for mode in ("train", "infer")
        for activation in arguments.activations.split(",")
    ]
    times = {side: {cell: [] for cell in cells} for side in sides}
    for round_ in range(arguments.rounds + 1):
        for cell in cells:
            for name, side in sides.items():
                # The first round warms up: Java compiles, memory is laid out.
                count = 20 if round_ == 0 else arguments.steps
                taken = side.steps(*cell, count + 1)[1:]
                if round_ > 0:
                    times[name][cell] += taken
        print(f"round {round_} of {arguments.rounds}", file=sys.stderr)
    anact.close()
    report(arguments, cells, times)
    return cells, times, anact.backend


def report(arguments, cells, times):
    median = {s: {c: statistics.median(times[s][c]) for c in cells} for s in times}
    batch = pytorch_nets.Trainer.BATCH
    print(f"\nimages/s, median of {arguments.rounds * arguments.steps} steps of batch {batch}; ours/theirs above 1: anact is faster")
    print(f"{'':28}{'anact':>8}{'NCHW':>8}{'ch.last':>8}{'ours/NCHW':>11}{'ours/ch.last':>14}")
    for cell in cells:
        ours, nchw, last = (median[s][cell] for s in ("anact", "nchw", "channels_last"))
        print(
            f"{' '.join(cell):28}{batch / ours * 1e3:8.0f}{batch / nchw * 1e3:8.0f}"
            f"{batch / last * 1e3:8.0f}{nchw / ours:11.2f}{last / ours:14.2f}"
        )
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
    """Peak resident memory of each side in a process that does nothing else."""
    model, activation = arguments.models.split(",")[0], arguments.activations.split(",")[0]
    anact = Anact(arguments.threads)
    anact.steps(model, activation, "train", 60)
    ours = anact.peak_memory()
    anact.close()
    child = subprocess.run(
        [sys.executable, __file__, "--only-torch-memory", "--models", model]
        + ["--activations", activation, "--threads", str(arguments.threads)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    theirs = float(child.stdout)
    print(f"\npeak resident memory, {model} {activation}, training: anact {ours:.0f} MiB, PyTorch {theirs:.0f} MiB")
    return {"anact": ours, "pytorch": theirs}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", default="resnet20,cnn")
    parser.add_argument("--activations", default="relu,swish,nswish")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--steps", type=int, default=8, help="steps of a turn")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--out", default=str(HOME / "results" / "peers.json"))
    parser.add_argument("--only-torch-memory", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only_torch_memory:
        torch.set_num_threads(arguments.threads)
        PyTorch(False).steps(arguments.models, arguments.activations, "train", 60)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    cells, times, backend = compare(arguments)
    peaks = memory(arguments)
    out = pathlib.Path(arguments.out)
    out.parent.mkdir(parents=True, exist_ok=True)
    record = {
        "anact": backend,
        "pytorch": torch.__version__,
        "threads": arguments.threads,
        "batch": pytorch_nets.Trainer.BATCH,
        "milliseconds": {s: {" ".join(c): times[s][c] for c in cells} for s in times},
        "peakMemoryMiB": peaks,
    }
    partial = out.with_suffix(".tmp")
    partial.write_text(json.dumps(record, indent=1))
    partial.replace(out)
    print(f"results: {out}")


if __name__ == "__main__":
    main()
