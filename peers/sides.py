"""What the comparisons time: anact, and PyTorch twice, each in two layouts, all in processes of their own."""

import importlib.util
import json
import pathlib
import subprocess
import sys
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
BATCH = 128

# Seconds between two turns: OpenBLAS's threads spin on for tens of milliseconds after the last step.
REST = 0.1


class Child:
    """A process that times steps on request, a line for a line."""

    def __init__(self, command, cwd=None):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=cwd,
            start_new_session=True,
        )
        self.command = command[0]
        self.name = self.process.stdout.readline().strip()
        self.check(self.name)

    def check(self, answer):
        if not answer:
            sys.exit(f"'{self.command}' ended: see its message above")

    def request(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def answer(self):
        line = self.process.stdout.readline().strip()
        self.check(line)
        return [float(word) for word in line.split()]

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


class Side:
    """One library in one layout."""

    def __init__(self, child, layout, warm_up):
        self.child = child
        self.layout = layout
        self.warm_up = warm_up

    def request(self, model, activation, mode, count, batch=BATCH):
        self.child.request(f"{self.layout} {model} {activation} {mode} {count} {batch}".strip())

    def steps(self, model, activation, mode, count, batch=BATCH):
        """Returns the milliseconds of each step, after a rest."""
        time.sleep(REST)
        self.request(model, activation, mode, count, batch)
        return self.child.answer()


def has_pytorch():
    """Returns whether Python can import PyTorch."""
    return importlib.util.find_spec("torch") is not None


def anact(threads):
    return Child([str(HOME / "anact"), "time", "--threads", str(threads)])


def pytorch(threads):
    return Child([sys.executable, str(HOME / "peers" / "pytorch_steps.py"), str(threads)])


def libtorch(threads):
    folder = HOME / "peers" / "libtorch"
    platform = "linux-x86_64" if sys.platform == "linux" else ""
    build = ["mvn", "-q", "-B", "compile", "dependency:build-classpath"]
    if platform:
        build.append(f"-Djavacpp.platform={platform}")
    if subprocess.run(build, cwd=folder, stdout=subprocess.DEVNULL).returncode != 0:
        sys.exit("peers/libtorch cannot be built: run 'mvn compile' there, or leave it out with --without libtorch")
    classes = f"target/classes:{(folder / 'target' / 'classpath').read_text().strip()}"
    return Child(["java", "-cp", classes, "org.anact.peers.LibtorchSteps", str(threads)], folder)


def anact_side(threads):
    return Side(anact(threads), "", 20)  # Java compiles


def start(threads, without=None):
    """Returns what is timed, by the name of its column."""
    result = {"anact": anact_side(threads)}
    print(result["anact"].child.name)
    if without != "pytorch" and not has_pytorch():
        print("PyTorch cannot be imported (Debian: python3-torch): timed without it")
    elif without != "pytorch":
        child = pytorch(threads)
        print(child.name)
        result |= {"NCHW": Side(child, "nchw", 5), "ch.last": Side(child, "channels_last", 5)}
    if without != "libtorch":
        child = libtorch(threads)
        print(child.name)
        result |= {"2.x NCHW": Side(child, "nchw", 5), "2.x ch.last": Side(child, "channels_last", 5)}
    if len(result) == 1:
        sys.exit("there is nothing to compare with: install PyTorch, or leave libtorch in")
    return result


def close(timed):
    for child in {side.child for side in timed}:
        child.close()


def write(record, out):
    """Writes JSON so that an older file stays whole until the new one is."""
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_suffix(".tmp")
    partial.write_text(json.dumps(record, indent=1))
    partial.replace(out)
