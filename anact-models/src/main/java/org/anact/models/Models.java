package org.anact.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anact.core.registry.UnknownNameException;
import org.anact.models.network.CifarResNet;
import org.anact.models.network.Mlp;
import org.anact.models.network.PlainCnn;
import org.anact.models.network.ResNet;

/**
 * The networks of the suite. This list is the only place that declares them: an entry added here
 * shows in the command line, in grids, in reports and in the tests.
 */
public final class Models {

  private static final Models STANDARD =
      new Models(
          List.of(
              new ModelEntry(
                  "mlp", "plain", "dense 256-128, no normalization layers", "-", Mlp::build),
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
              resNet(8),
              resNet(14),
              resNet(20),
              new ModelEntry(
                  "resnet18",
                  "ResNet",
                  "basic blocks of 64-128-256-512 channels with batch norm, for 32x32 images",
                  "arXiv 1512.03385, as in weiaicunzai/pytorch-cifar100",
                  spec -> ResNet.build(spec, List.of(2, 2, 2, 2)))));

  private final Map<String, ModelEntry> byName = new LinkedHashMap<>();

  /**
   * Makes a list of networks.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public Models(List<ModelEntry> entries) {
    for (ModelEntry entry : entries) {
      if (byName.putIfAbsent(entry.name(), entry) != null) {
        throw new IllegalArgumentException(
            "two models have the name '" + entry.name() + "': rename one of them");
      }
    }
  }

  /** Returns the list that the suite ships. */
  public static Models standard() {
    return STANDARD;
  }

  /** Returns the networks in the order of their declaration. */
  public List<ModelEntry> entries() {
    return List.copyOf(byName.values());
  }

  /**
   * Returns the network of that name.
   *
   * @throws UnknownNameException if there is none; the message names the nearest
   */
  public ModelEntry get(String name) {
    ModelEntry found = byName.get(name);
    if (found == null) {
      throw new UnknownNameException("model", name, byName.keySet());
    }
    return found;
  }

  private static ModelEntry resNet(int depth) {
    return new ModelEntry(
        "resnet" + depth,
        "CIFAR-form ResNet",
        "basic blocks of 16-32-64 channels with batch norm, depth " + depth,
        "arXiv 1512.03385",
        spec -> CifarResNet.build(spec, depth, 1));
  }
}
