"""Times steps of the suite's networks, with a straightforward ANAct, in PyTorch on request.

A request is a line LAYOUT MODEL ACTIVATION train|infer COUNT BATCH, the answer a line with the
milliseconds of each step. The argument is the number of threads.
"""

import functools
import sys
import time

import torch
from torch import nn


class ANAct(nn.Module):
    """out = (lambda + 0.3 tanh(alpha)) (f(y) - mu), with running statistics of the mini-batches."""

    def __init__(self, value_and_slope):
        super().__init__()
        self.value_and_slope = value_and_slope
        self.alpha = nn.Parameter(torch.zeros(()))
        self.register_buffer("rho", torch.zeros(()))
        self.register_buffer("rho_prime", torch.zeros(()))
        self.register_buffer("mu", torch.zeros(()))
        self.batches = 0

    def forward(self, y):
        if self.training:
            with torch.no_grad():
                f, slope = self.value_and_slope(y)
                self.follow(f.square().mean() / y.var(unbiased=False), slope.square().mean(), f.mean())
        f = self.value_and_slope(y, slope=False)
        scale = torch.sqrt((self.rho + self.rho_prime) / (2 * self.rho * self.rho_prime))
        return (scale + 0.3 * torch.tanh(self.alpha)) * (f - self.mu)

    def follow(self, rho, rho_prime, mu):
        if self.batches == 0:
            self.rho, self.rho_prime, self.mu = rho, rho_prime, mu
        else:
            for name, new in (("rho", rho), ("rho_prime", rho_prime)):
                old = getattr(self, name)
                setattr(self, name, 0.9 * old + 0.1 * new.clamp(0.8 * old, 1.2 * old))
            self.mu = 0.9 * self.mu + 0.1 * mu
        self.batches += 1


def swish(y, slope=True):
    if not slope:
        return nn.functional.silu(y)
    s = torch.sigmoid(y)
    f = y * s
    return f, s + f * (1 - s)


def relu(y, slope=True):
    f = nn.functional.relu(y)
    return (f, (y > 0).to(y.dtype)) if slope else f


ACTIVATIONS = {
    "relu": nn.ReLU,
    "swish": nn.SiLU,
    "nrelu": lambda: ANAct(relu),
    "nswish": lambda: ANAct(swish),
}


class BasicBlock(nn.Module):
    def __init__(self, inputs, outputs, stride, activation):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.act1 = activation()
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.act2 = activation()
        self.shortcut = nn.Identity()
        if stride != 1:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x):
        main = self.bn2(self.conv2(self.act1(self.bn1(self.conv1(x)))))
        return self.act2(main + self.shortcut(x))


def cifar_resnet(depth, activation):
    layers = [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), activation()]
    channels = 16
    for stage, width in enumerate((16, 32, 64)):
        for block in range((depth - 2) // 6):
            stride = 2 if stage > 0 and block == 0 else 1
            layers.append(BasicBlock(channels, width, stride, activation))
            channels = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def resnet18(activation):
    layers = [nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), activation()]
    channels = 64
    for stage, width in enumerate((64, 128, 256, 512)):
        for block in range(2):
            stride = 2 if stage > 0 and block == 0 else 1
            layers.append(BasicBlock(channels, width, stride, activation))
            channels = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


def cnn(activation):
    def block(inputs, outputs):
        return [nn.Conv2d(inputs, outputs, 3, 1, 1), activation()]

    return nn.Sequential(
        *block(3, 16),
        nn.MaxPool2d(2),
        *block(16, 32),
        *block(32, 32),
        nn.MaxPool2d(2),
        *block(32, 64),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(64 * 4 * 4, 64),
        activation(),
        nn.Linear(64, 10),
    )


MODELS = {"cnn": cnn, "resnet18": resnet18} | {
    f"resnet{depth}": functools.partial(cifar_resnet, depth) for depth in (8, 20, 32, 44, 56, 110)
}


class Trainer:
    """One network, its optimizer and a batch of random images."""

    def __init__(self, model, activation, channels_last, batch):
        torch.manual_seed(1)
        layout = torch.channels_last if channels_last else torch.contiguous_format
        self.net = MODELS[model](ACTIVATIONS[activation]).to(memory_format=layout)
        self.images = torch.randn(batch, 3, 32, 32).to(memory_format=layout)
        self.labels = torch.randint(0, 10, (batch,))
        self.optimizer = torch.optim.SGD(
            self.net.parameters(), 0.01, momentum=0.9, weight_decay=1e-4, nesterov=True
        )

    def train(self):
        self.net.train()
        self.optimizer.zero_grad()
        loss = nn.functional.cross_entropy(self.net(self.images), self.labels)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def infer(self):
        self.net.eval()
        with torch.no_grad():
            return self.net(self.images)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads", flush=True)
    trainers = {}
    for line in sys.stdin:
        layout, model, activation, mode, count, batch = line.split()
        key = (layout, model, activation, batch)
        if key not in trainers:
            trainers[key] = Trainer(model, activation, layout == "channels_last", int(batch))
        step = getattr(trainers[key], mode)
        times = []
        for _ in range(int(count)):
            start = time.perf_counter()
            step()
            times.append((time.perf_counter() - start) * 1e3)
        print(*times, flush=True)


if __name__ == "__main__":
    main()
