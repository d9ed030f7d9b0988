package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.anact.bench.run.MiniBatches;
import org.anact.core.activation.Activations;
import org.anact.datasets.Dataset;
import org.anact.datasets.Datasets;
import org.anact.models.Architecture;
import org.anact.models.ModelEntry;
import org.anact.models.Models;
import org.anact.models.network.CifarResNet;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.models.network.PlainStack;
import org.anact.models.network.Vgg;
import org.anact.models.network.WideResNet;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The default recipe trains every activation and its normalized form on a plain CNN and on small
 * networks of two other families, in turn, without and with batch norm, on real images of half the
 * size.
 */
final class DefaultRecipeIT {

  private static final int SIZE = 14;
  private static final int BATCH = 32;

  /** Mini-batches of an epoch; the cosine is then longer than the test. */
  private static final int PER_EPOCH = 8;

  private static final int STEPS = 16;
  private static final int AVERAGED = 4;

  /** Where activations diverge first. */
  private static final ModelEntry CNN = Models.standard().get("cnn");

  private static final List<ModelEntry> OTHERS =
      List.of(
          Models.standard().get("mlp"),
          family("plain", spec -> PlainStack.build(spec, 7)),
          family("vgg", spec -> Vgg.build(spec, List.of(List.of(8), List.of(16)), 64)),
          family("resnet", spec -> CifarResNet.build(spec, 8, 2)),
          family("wrn", spec -> WideResNet.build(spec, 10, 1)));

  private static final List<DataSet> BATCHES = new ArrayList<>();

  @TempDir private static Path nothing;

  @BeforeAll
  static void readImages() {
    Dataset data = Datasets.standard().load("fashion-mnist-mini", nothing);
    MiniBatches.Epoch epoch = MiniBatches.plain(data, BATCH, 1).shuffled(1);
    for (int number = 0; number < PER_EPOCH; number++) {
      DataSet batch = epoch.batch(number);
      INDArray halved = batch.getFeatures().reshape(BATCH, SIZE, 2, SIZE, 2, 1).mean(2, 4);
      BATCHES.add(new DataSet(halved, batch.getLabels()));
    }
  }

  private static ModelEntry family(String name, Architecture architecture) {
    return new ModelEntry(name, "-", "-", "-", architecture);
  }

  private static ModelEntry other(int turn) {
    return OTHERS.get(turn % OTHERS.size());
  }

  static Stream<Arguments> activations() {
    List<String> names = List.copyOf(Activations.standard().names());
    return IntStream.range(0, names.size())
        .mapToObj(i -> Arguments.of(names.get(i), List.of(CNN, other(2 * i), other(2 * i + 1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("activations")
  void lossFalls(String activation, List<ModelEntry> families) {
    assertThat(families)
        .allSatisfy(
            family -> {
              List<Double> losses = train(family, activation);
              assertThat(losses).allMatch(Double::isFinite);
              double last =
                  losses.subList(STEPS - AVERAGED, STEPS).stream()
                      .mapToDouble(loss -> loss)
                      .average()
                      .orElseThrow();
              assertThat(last)
                  .as("%s in %s: %s", activation, family.name(), losses)
                  .isLessThan(losses.get(0));
            });
  }

  private static List<Double> train(ModelEntry family, String activation) {
    Recipe recipe = Recipe.defaults();
    NetworkSpec spec =
        NetworkSpec.of(Activations.standard().get(activation), new InputShape(1, SIZE, SIZE), 10, 1)
            .withInitialization(recipe.init())
            .withOptimizer(recipe.optimizer(recipe.learningRates(PER_EPOCH)));
    ComputationGraph net = family.create(spec);
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      net.fit(BATCHES.get(step % PER_EPOCH));
      losses.add(net.score());
    }
    return losses;
  }
}
