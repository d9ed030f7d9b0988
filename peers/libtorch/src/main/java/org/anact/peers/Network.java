package org.anact.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.LayoutOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** One of the networks of {@code pytorch_nets.py}, made of the operations that Python calls, too. */
final class Network {

  private static final TensorOptional NONE = new TensorOptional();

  private final List<Tensor> parameters = new ArrayList<>();
  private final MemoryFormat layout;
  private final String activation;
  private final UnaryOperator<Tensor> forward;
  private boolean training = true;

  /**
   * Builds a network with random weights.
   *
   * @param model {@code cnn}, {@code resnet18}, or {@code resnet} and a depth of 6n + 2
   * @param activation {@code relu} or {@code swish}, with a leading {@code n} for ANAct
   * @param channelsLast whether images and weights are laid out so
   */
  Network(String model, String activation, boolean channelsLast) {
    this.activation = activation;
    this.layout = channelsLast ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
    this.forward =
        switch (model) {
          case "cnn" -> cnn();
          case "resnet18" -> resnet(new int[] {64, 128, 256, 512}, 2);
          default -> resnet(new int[] {16, 32, 64}, blocks(model));
        };
  }

  private static int blocks(String model) {
    if (!model.matches("resnet\\d+") || Integer.parseInt(model.substring(6)) % 6 != 2) {
      throw new IllegalArgumentException("there is no model " + model);
    }
    return (Integer.parseInt(model.substring(6)) - 2) / 6;
  }

  List<Tensor> parameters() {
    return parameters;
  }

  Tensor forward(Tensor images, boolean train) {
    training = train;
    return forward.apply(images);
  }

  MemoryFormat layout() {
    return layout;
  }

  private Tensor parameter(Tensor values) {
    Tensor parameter = values.retainReference();
    parameter.requires_grad_(true);
    parameters.add(parameter);
    return parameter;
  }

  private static Tensor random(double deviation, long... shape) {
    return torch.randn(shape).mul(new Scalar(deviation));
  }

  private UnaryOperator<Tensor> conv(int in, int out, int kernel, int stride, boolean bias) {
    double deviation = 1 / Math.sqrt(in * kernel * kernel);
    Tensor weights = parameter(random(deviation, out, in, kernel, kernel).contiguous(layout));
    TensorOptional biases =
        bias ? new TensorOptional(parameter(random(deviation, out))).retainReference() : NONE;
    long[] strides = {stride, stride};
    long[] padding = {kernel / 2, kernel / 2};
    long[] dilation = {1, 1};
    return x -> torch.conv2d(x, weights, biases, strides, padding, dilation, 1);
  }

  private UnaryOperator<Tensor> batchNorm(int channels) {
    TensorOptional gamma = optional(parameter(torch.ones(channels)));
    TensorOptional beta = optional(parameter(torch.zeros(channels)));
    TensorOptional mean = optional(torch.zeros(channels));
    TensorOptional variance = optional(torch.ones(channels));
    return x -> torch.batch_norm(x, gamma, beta, mean, variance, training, 0.1, 1e-5, true);
  }

  private static TensorOptional optional(Tensor tensor) {
    return new TensorOptional(tensor.retainReference()).retainReference();
  }

  private UnaryOperator<Tensor> dense(int in, int out) {
    Tensor weights = parameter(random(1 / Math.sqrt(in), out, in));
    TensorOptional biases = optional(parameter(random(1 / Math.sqrt(in), out)));
    return x -> torch.linear(x, weights, biases);
  }

  private UnaryOperator<Tensor> activation() {
    return switch (activation) {
      case "relu" -> torch::relu;
      case "swish" -> torch::silu;
      case "nrelu" -> new AnAct(torch::relu, Network::stepSlope);
      case "nswish" -> new AnAct(torch::silu, Network::swishSlope);
      default -> throw new IllegalArgumentException("there is no activation " + activation);
    };
  }

  private static Tensor stepSlope(Tensor y) {
    return y.gt(new Scalar(0)).toType(torch.ScalarType.Float);
  }

  private static Tensor swishSlope(Tensor y) {
    Tensor s = y.sigmoid();
    Tensor f = y.mul(s);
    return s.add(f.mul(s.neg().add(new Scalar(1))));
  }

  private UnaryOperator<Tensor> basicBlock(int in, int out, int stride) {
    UnaryOperator<Tensor> main =
        sequence(
            List.of(
                conv(in, out, 3, stride, false),
                batchNorm(out),
                activation(),
                conv(out, out, 3, 1, false),
                batchNorm(out)));
    UnaryOperator<Tensor> shortcut =
        stride == 1
            ? UnaryOperator.identity()
            : sequence(List.of(conv(in, out, 1, stride, false), batchNorm(out)));
    UnaryOperator<Tensor> last = activation();
    return x -> last.apply(main.apply(x).add(shortcut.apply(x)));
  }

  private UnaryOperator<Tensor> resnet(int[] widths, int blocks) {
    List<UnaryOperator<Tensor>> layers = new ArrayList<>();
    layers.add(conv(3, widths[0], 3, 1, false));
    layers.add(batchNorm(widths[0]));
    layers.add(activation());
    int channels = widths[0];
    for (int width : widths) {
      for (int block = 0; block < blocks; block++) {
        layers.add(basicBlock(channels, width, width != channels ? 2 : 1));
        channels = width;
      }
    }
    layers.add(x -> torch.adaptive_avg_pool2d(x, 1, 1));
    layers.add(x -> torch.flatten(x, 1, -1));
    layers.add(dense(channels, 10));
    return sequence(layers);
  }

  private UnaryOperator<Tensor> cnn() {
    List<UnaryOperator<Tensor>> layers = new ArrayList<>();
    int[] widths = {3, 16, 32, 32, 64};
    for (int i = 1; i < widths.length; i++) {
      layers.add(conv(widths[i - 1], widths[i], 3, 1, true));
      layers.add(activation());
      if (i != 2) {
        layers.add(x -> torch.max_pool2d(x, 2, 2));
      }
    }
    layers.add(x -> torch.flatten(x, 1, -1));
    layers.add(dense(64 * 4 * 4, 64));
    layers.add(activation());
    layers.add(dense(64, 10));
    return sequence(layers);
  }

  private static UnaryOperator<Tensor> sequence(List<UnaryOperator<Tensor>> layers) {
    return x -> {
      Tensor output = x;
      for (UnaryOperator<Tensor> layer : layers) {
        output = layer.apply(output);
      }
      return output;
    };
  }

  /** A straightforward ANAct, as in {@code pytorch_nets.py}. */
  private final class AnAct implements UnaryOperator<Tensor> {

    private final UnaryOperator<Tensor> value;
    private final UnaryOperator<Tensor> slope;
    private final Tensor alpha = parameter(torch.zeros(1));
    private final Tensor rho = torch.zeros(1).retainReference();
    private final Tensor rhoPrime = torch.zeros(1).retainReference();
    private final Tensor mu = torch.zeros(1).retainReference();
    private boolean first = true;

    AnAct(UnaryOperator<Tensor> value, UnaryOperator<Tensor> slope) {
      this.value = value;
      this.slope = slope;
    }

    @Override
    public Tensor apply(Tensor y) {
      if (training) {
        follow(y.detach());
      }
      Tensor scale =
          rho.add(rhoPrime).div(rho.mul(rhoPrime).mul(new Scalar(2))).sqrt();
      return scale.add(alpha.tanh().mul(new Scalar(0.3))).mul(value.apply(y).sub(mu));
    }

    private void follow(Tensor y) {
      Tensor f = value.apply(y);
      Tensor newRho = f.square().mean().div(y.var(false));
      Tensor newRhoPrime = slope.apply(y).square().mean();
      Tensor newMu = f.mean();
      if (first) {
        rho.copy_(newRho);
        rhoPrime.copy_(newRhoPrime);
        mu.copy_(newMu);
        first = false;
        return;
      }
      rho.copy_(mixed(rho, bounded(newRho, rho)));
      rhoPrime.copy_(mixed(rhoPrime, bounded(newRhoPrime, rhoPrime)));
      mu.copy_(mixed(mu, newMu));
    }

    private static Tensor bounded(Tensor value, Tensor running) {
      return value.clamp(
          new TensorOptional(running.mul(new Scalar(0.8))),
          new TensorOptional(running.mul(new Scalar(1.2))));
    }

    private static Tensor mixed(Tensor running, Tensor value) {
      return running.mul(new Scalar(0.9)).add(value.mul(new Scalar(0.1)));
    }
  }
}
