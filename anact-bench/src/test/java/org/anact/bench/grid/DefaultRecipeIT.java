package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The default recipe trains every activation and its normalized form on a small network of each
 * family, without and with batch norm, on real images of half the size.
 */
final class DefaultRecipeIT {

  private static final int SIZE = 14;
  private static final int BATCH = 32;

  /** Mini-batches of an epoch; the cosine is then longer than the test. */
  private static final int PER_EPOCH = 8;

  private static final int STEPS = 16;
  private static final int AVERAGED = 4;

  private static final Map<String, Architecture> FAMILIES =
      Map.of(
          "mlp", Models.standard().get("mlp").architecture(),
          "cnn", Models.standard().get("cnn").architecture(),
          "plain", spec -> PlainStack.build(spec, 7),
          "vgg", spec -> Vgg.build(spec, List.of(List.of(8), List.of(16)), 64),
          "resnet", spec -> CifarResNet.build(spec, 8, 2),
          "wrn", spec -> WideResNet.build(spec, 10, 1));

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

  static Stream<String> activations() {
    return Activations.standard().names().stream();
  }

  @ParameterizedTest
  @MethodSource("activations")
  void lossFallsOnEveryFamily(String activation) {
    assertThat(FAMILIES.keySet())
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
                  .as("%s in %s: %s", activation, family, losses)
                  .isLessThan(losses.get(0));
            });
  }

  private static List<Double> train(String family, String activation) {
    Recipe recipe = Recipe.defaults();
    NetworkSpec spec =
        NetworkSpec.of(Activations.standard().get(activation), new InputShape(1, SIZE, SIZE), 10, 1)
            .withInitialization(recipe.init())
            .withOptimizer(recipe.optimizer(recipe.learningRates(PER_EPOCH)));
    ComputationGraph net = new ModelEntry(family, "-", "-", "-", FAMILIES.get(family)).create(spec);
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      net.fit(BATCHES.get(step % PER_EPOCH));
      losses.add(net.score());
    }
    return losses;
  }
}
