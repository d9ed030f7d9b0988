#!/usr/bin/env python3
"""Times anact and PyTorch on the same networks, batch, threads and machine.

All take turns of a few steps, so that a slow minute of the machine hits them alike; medians over all
steps are compared, and the table is printed when the time is up or on Ctrl-C. PyTorch is there twice,
each with both layouts: the one that Python imports (Debian: python3-torch), and libtorch 2.x, which
Maven downloads from Maven Central (about 110 MB; peers/libtorch). The latter is what eager PyTorch 2.x
runs; torch.compile does not exist for it. anact's build needs neither.
"""

import argparse
import os
import pathlib
import statistics
import sys
import time

import sides
from sides import BATCH

MEMORY_STEPS = 20


def compare(arguments):
    timed = sides.start(arguments.threads, arguments.without)
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
                side.steps(*cell, side.warm_up)
        print("warmed up", file=sys.stderr)
        order = list(timed.items())
        while not times["anact"][cells[0]] or time.monotonic() < end:
            # Each side begins in its turn, so that none always follows the same other.
            order.append(order.pop(0))
            for cell in cells:
                for name, side in order:
                    # The first step of a turn finds the caches as another side has left them.
                    times[name][cell] += side.steps(*cell, arguments.steps + 1)[1:]
            print(f"{len(times['anact'][cells[0]])} steps each", file=sys.stderr)
        interrupted = False
    except KeyboardInterrupt:
        print("interrupted: the table has what there is", file=sys.stderr)
        interrupted = True
    names = [side.child.name for side in timed.values()]
    sides.close(timed.values())
    cells = [cell for cell in cells if all(times[side][cell] for side in times)]
    report(cells, times)
    return cells, times, sorted(set(names)), interrupted


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
    if any((model, "n" + activation, mode) in cells for model, activation, mode in cells):
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
    starts = {"anact": (sides.anact, "")}
    if arguments.without != "libtorch":
        starts["libtorch"] = (sides.libtorch, "nchw")
    if arguments.without != "pytorch" and sides.has_pytorch():
        starts["pytorch"] = (sides.pytorch, "nchw")
    peaks = {}
    for name, (start, layout) in starts.items():
        child = start(arguments.threads)
        sides.Side(child, layout, 0).steps(model, activation, "train", MEMORY_STEPS)
        peaks[name] = child.peak_memory()
        child.close()
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
    parser.add_argument("--out", default=str(sides.HOME / "results" / "peers.json"))
    arguments = parser.parse_args()
    cells, times, names, interrupted = compare(arguments)
    record = {
        "sides": names,
        "threads": arguments.threads,
        "batch": BATCH,
        "milliseconds": {s: {" ".join(c): times[s][c] for c in cells} for s in times},
    }
    out = pathlib.Path(arguments.out)
    sides.write(record, out)
    if not interrupted:
        sides.write(record | {"peakMemoryMiB": memory(arguments)}, out)
    print(f"results: {out}")


if __name__ == "__main__":
    main()
