package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.stream.Stream;
import org.anact.core.activation.Activations;
import org.anact.models.cost.NetworkCost;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sizes of the networks against what is published of them, for images of 32x32 in colour.
 *
 * <p>Published multiply-adds differ in whether they count batch norms and activations, by up to 2
 * %; ours are those of convolutions and dense layers.
 */
final class PublishedFiguresTest {

  private static final String HE = "arXiv 1512.03385, table 6, of shortcuts without parameters";
  private static final String OSMR = "github.com/osmr/imgclsmob, CIFAR tables";
  private static final String WEIAICUNZAI = "github.com/weiaicunzai/pytorch-cifar100";
  private static final String MMPRETRAIN = "github.com/open-mmlab/mmpretrain, configs/resnet";
  private static final String COUNTED = "counted by hand from table 1 of arXiv 1605.07146";

  /**
   * A published figure.
   *
   * @param percent by how much ours may differ, from the digits given and from what is counted
   */
  record Figure(
      String model, int classes, boolean parameters, double published, double percent, String by) {}

  private static Figure parameters(
      String model, int classes, double count, double percent, String by) {
    return new Figure(model, classes, true, count, percent, by);
  }

  private static Figure multiplyAdds(
      String model, int classes, double count, double percent, String by) {
    return new Figure(model, classes, false, count, percent, by);
  }

  static Stream<Figure> figures() {
    return Stream.of(
        parameters("resnet20", 10, 0.27e6, 2, HE),
        parameters("resnet32", 10, 0.46e6, 2, HE),
        parameters("resnet44", 10, 0.66e6, 2, HE),
        parameters("resnet56", 10, 0.85e6, 2, HE),
        parameters("resnet110", 10, 1.7e6, 2, HE),
        parameters("resnet20", 100, 278_324, 0, OSMR),
        parameters("resnet56", 100, 861_620, 0, OSMR),
        parameters("resnet110", 100, 1_736_564, 0, OSMR),
        multiplyAdds("resnet20", 100, 41.30e6, 2, OSMR),
        multiplyAdds("resnet56", 100, 127.06e6, 2, OSMR),
        multiplyAdds("resnet110", 100, 255.71e6, 2, OSMR),
        // Every six layers add as much: a third and two thirds of the way from depth 20 to 56.
        multiplyAdds("resnet32", 100, 69.89e6, 2, OSMR + ", between depths 20 and 56"),
        multiplyAdds("resnet44", 100, 98.47e6, 2, OSMR + ", between depths 20 and 56"),
        parameters("resnet18", 100, 11_220_132, 0, WEIAICUNZAI),
        parameters("resnet34", 100, 21.3e6, 0.3, WEIAICUNZAI),
        parameters("resnet50", 100, 23.7e6, 0.3, WEIAICUNZAI),
        parameters("vgg16", 100, 34.0e6, 0.3, WEIAICUNZAI),
        parameters("resnet18", 10, 11.17e6, 0.1, MMPRETRAIN),
        parameters("resnet34", 10, 21.28e6, 0.1, MMPRETRAIN),
        parameters("resnet50", 10, 23.52e6, 0.1, MMPRETRAIN),
        parameters("resnet50", 100, 23.71e6, 0.1, MMPRETRAIN),
        multiplyAdds("resnet18", 10, 0.56e9, 1.5, MMPRETRAIN),
        multiplyAdds("resnet34", 10, 1.16e9, 1.5, MMPRETRAIN),
        multiplyAdds("resnet50", 100, 1.31e9, 1.5, MMPRETRAIN),
        parameters("wrn-28-10", 10, 36_479_194, 0, OSMR),
        multiplyAdds("wrn-28-10", 10, 5246.98e6, 2, OSMR),
        parameters("wrn-16-4", 10, 2.75e6, 0.3, COUNTED),
        multiplyAdds("wrn-16-4", 10, 392_612_352, 0, COUNTED),
        // 13 convolutions, and 512-4096-4096-100.
        multiplyAdds("vgg16", 100, 313_196_544 + 19_283_968, 0, "counted by hand"));
  }

  private static NetworkSpec spec(int classes, int size) {
    return NetworkSpec.of(
        Activations.standard().get("relu"), new InputShape(3, size, size), classes, 1);
  }

  @ParameterizedTest
  @MethodSource("figures")
  void sizesAreThePublishedOnes(Figure figure) {
    NetworkCost cost = Models.standard().get(figure.model()).cost(spec(figure.classes(), 32));
    double ours = figure.parameters() ? cost.parameters() : cost.multiplyAdds();
    assertThat(ours).isCloseTo(figure.published(), withinPercentage(figure.percent()));
  }

  /** A network that cites a publication for its own shape must be held to it. */
  @Test
  void everyPublishedNetworkHasItsFigures() {
    List<String> held = figures().map(Figure::model).distinct().toList();
    assertThat(
            Models.standard().entries().stream()
                .filter(entry -> entry.source().startsWith("arXiv"))
                .map(ModelEntry::name)
                // Shallower than any depth that the paper has; ModelsTest counts them.
                .filter(name -> !List.of("resnet8", "resnet14").contains(name)))
        .isSubsetOf(held);
  }

  /** At twice the width and height each convolution has four times the work, and no layer grows. */
  @ParameterizedTest
  @MethodSource("largeImageNetworks")
  void imagesOf64HaveTheSameNetworkAtFourTimesTheWork(String model) {
    NetworkCost small = Models.standard().get(model).cost(spec(200, 32));
    NetworkCost large = Models.standard().get(model).cost(spec(200, 64));
    assertThat(large.parameters()).isEqualTo(small.parameters());
    long dense = (model.equals("resnet50") ? 2048L : 512L) * 200;
    assertThat(large.multiplyAdds() - dense).isEqualTo(4 * (small.multiplyAdds() - dense));
  }

  static Stream<String> largeImageNetworks() {
    return Stream.of("resnet18", "resnet34", "resnet50");
  }

  static Stream<ModelEntry> entries() {
    return Models.standard().entries().stream();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyNetworkEndsInItsClasses(ModelEntry entry) {
    NetworkSpec spec = spec(100, 32);
    ComputationGraphConfiguration conf = entry.build(spec);
    assertThat(conf.getLayerActivationTypes(spec.inputType()).get(conf.getNetworkOutputs().get(0)))
        .isEqualTo(InputType.feedForward(100));
  }
}
