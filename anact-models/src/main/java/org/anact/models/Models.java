package org.anact.models;

import java.util.List;
import org.anact.models.network.CifarResNet;
import org.anact.models.network.Mlp;
import org.anact.models.network.PlainCnn;
import org.anact.models.network.PlainStack;
import org.anact.models.network.ResNet;
import org.anact.models.network.Vgg;
import org.anact.models.network.WideResNet;
import org.anact.registry.OwnClass;
import org.anact.registry.Registry;

/**
 * The networks of the suite. This list is the only place that declares them: an entry added here
 * shows in the command line, in grids, in reports and in the tests.
 */
public final class Models {

  private static final List<ModelEntry> STANDARD =
      List.of(
          new ModelEntry("mlp", "plain", "dense 256-128, no normalization layers", "-", Mlp::build),
          new ModelEntry(
              "cnn",
              "plain",
              "3x3 convolutions 16-32-32-64, dense 64, no normalization layers",
              "-",
              PlainCnn::build),
          new ModelEntry(
              "resnet8-s2",
              "CIFAR-form ResNet",
              "resnet8 with a first convolution of stride 2, a quarter of its cost",
              "after arXiv 1512.03385",
              spec -> CifarResNet.build(spec, 8, 2)),
          cifarResNet(8),
          cifarResNet(14),
          cifarResNet(20),
          cifarResNet(32),
          cifarResNet(44),
          cifarResNet(56),
          cifarResNet(110),
          resNet(18, "basic", spec -> ResNet.build(spec, List.of(2, 2, 2, 2))),
          resNet(34, "basic", spec -> ResNet.build(spec, List.of(3, 4, 6, 3))),
          resNet(50, "bottleneck", spec -> ResNet.bottleneck(spec, List.of(3, 4, 6, 3))),
          wideResNet(16, 4),
          wideResNet(28, 10),
          new ModelEntry(
              "vgg16",
              "VGG",
              "13 3x3 convolutions of 64 to 512 channels with batch norm, dense 4096-4096"
                  + " with dropout",
              "arXiv 1409.1556, as in weiaicunzai/pytorch-cifar100",
              spec -> Vgg.build(spec, Vgg.STAGES_16, Vgg.UNITS)),
          plainStack(10),
          plainStack(20),
          plainStack(30),
          plainStack(40));

  private Models() {}

  /** Returns the networks of the suite; a name with a dot is that of an {@link Architecture}. */
  public static Registry<ModelEntry> standard() {
    return new Registry<>("model", STANDARD, List.of(), Models::ofClass);
  }

  private static ModelEntry ofClass(String name) {
    Architecture own = OwnClass.instance("model", name, Architecture.class);
    return new ModelEntry(name, "own class", "architecture of class " + name, "-", own);
  }

  private static ModelEntry cifarResNet(int depth) {
    return new ModelEntry(
        "resnet" + depth,
        "CIFAR-form ResNet",
        "basic blocks of 16-32-64 channels with batch norm, depth " + depth,
        "arXiv 1512.03385",
        spec -> CifarResNet.build(spec, depth, 1));
  }

  private static ModelEntry resNet(int depth, String blocks, Architecture architecture) {
    return new ModelEntry(
        "resnet" + depth,
        "ResNet",
        blocks + " blocks of 64-128-256-512 channels with batch norm, for images of 32x32 and more",
        "arXiv 1512.03385, as in weiaicunzai/pytorch-cifar100",
        architecture);
  }

  private static ModelEntry wideResNet(int depth, int width) {
    return new ModelEntry(
        "wrn-%d-%d".formatted(depth, width),
        "wide ResNet",
        "pre-activation blocks of %d-%d-%d channels with batch norm, depth %d"
            .formatted(16 * width, 32 * width, 64 * width, depth),
        "arXiv 1605.07146",
        spec -> WideResNet.build(spec, depth, width));
  }

  private static ModelEntry plainStack(int depth) {
    return new ModelEntry(
        "plain" + depth,
        "plain",
        "3x3 convolutions of 16-32-64 channels, depth %d, no normalization layers".formatted(depth),
        "after arXiv 1512.03385",
        spec -> PlainStack.build(spec, depth));
  }
}
