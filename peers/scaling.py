#!/usr/bin/env python3
"""Times training against threads, processes, batch size and depth, anact beside PyTorch in channels_last.

PyTorch is the one that Python imports, or else libtorch 2.x (see compare.py). Within a table all take
turns of a few steps, and medians are compared.
"""

import argparse
import os
import pathlib
import statistics
import time

import sides
from sides import BATCH, Side

ROUNDS = 3


def peer(threads):
    start = sides.pytorch if sides.has_pytorch() else sides.libtorch
    return Side(start(threads), "channels_last", 5)


def measure(cells, steps):
    """Returns for each cell the images a second of all its sides together, which run at once.

    A cell is a tuple (sides, model, activation, batch).
    """
    times = {name: [[] for _ in cell[0]] for name, cell in cells.items()}
    for turn in range(ROUNDS + 1):
        for name, (group, model, activation, batch) in cells.items():
            count = steps + 1 if turn else max(side.warm_up for side in group)
            time.sleep(sides.REST)
            for side in group:
                side.request(model, activation, "train", count, batch)
            for i, side in enumerate(group):
                answer = side.child.answer()
                # The first step of a turn finds the caches as another side has left them.
                times[name][i] += answer[1:] if turn else []
    return {
        name: sum(cell[3] / statistics.median(own) * 1e3 for own in times[name])
        for name, cell in cells.items()
    }


def table(title, speeds):
    columns = ("anact", "PyTorch")
    print(f"\n{title}, images/s", flush=True)
    print(f"{'':24}" + "".join(f"{column:>10}" for column in columns) + f"{'ratio':>8}")
    for row in dict.fromkeys(row for row, _ in speeds):
        ours, theirs = (speeds[row, column] for column in columns)
        print(f"{row:24}{ours:10.0f}{theirs:10.0f}{ours / theirs:8.2f}")


def threads_and_processes(arguments):
    cells = {}
    for name, starts in (("anact", sides.anact_side), ("PyTorch", peer)):
        single = starts(1)
        double = starts(2)
        cells["1 process, 1 thread", name] = ([single], *arguments.network, BATCH)
        cells["1 process, 2 threads", name] = ([double], *arguments.network, BATCH)
        cells["2 processes, 1 thread", name] = ([single, starts(1)], *arguments.network, BATCH)
    speeds = measure(cells, arguments.steps)
    sides.close(side for cell in cells.values() for side in cell[0])
    return "threads and processes", speeds


def against(title, values, cell, arguments):
    timed = {"anact": sides.anact_side(arguments.threads), "PyTorch": peer(arguments.threads)}
    cells = {
        (str(value), name): ([side], *cell(value)) for value in values for name, side in timed.items()
    }
    speeds = measure(cells, arguments.steps)
    sides.close(timed.values())
    return title, speeds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--network", default="resnet20,swish", help="MODEL,ACTIVATION")
    parser.add_argument("--batches", default="16,32,64,128,256,512")
    parser.add_argument("--depths", default="8,20,56,110", help="of CIFAR ResNets")
    parser.add_argument("--steps", type=int, default=4, help="steps of a turn")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="for batches and depths")
    parser.add_argument("--out", default=str(sides.HOME / "results" / "scaling.json"))
    arguments = parser.parse_args()
    arguments.network = tuple(arguments.network.split(","))
    model, activation = arguments.network
    batches = [int(batch) for batch in arguments.batches.split(",")]
    depths = [f"resnet{depth}" for depth in arguments.depths.split(",")]
    record = {}
    for title, speeds in (
        threads_and_processes(arguments),
        against("batch size", batches, lambda batch: (model, activation, batch), arguments),
        against("depth", depths, lambda depth: (depth, activation, BATCH), arguments),
    ):
        table(f"{title} ({activation if title == 'depth' else model + ' ' + activation})", speeds)
        record[title] = {f"{row}, {side}": speed for (row, side), speed in speeds.items()}
        sides.write(record, pathlib.Path(arguments.out))
    print(f"results: {arguments.out}")


if __name__ == "__main__":
    main()
