package org.anact.models.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.anact.core.activation.Activations;
import org.anact.models.Models;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.models.network.ResNet;
import org.anact.models.network.Vgg;
import org.anact.models.network.WideResNet;
import org.anact.models.signal.GraphPosition.Branch;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GraphPositionTest {

  private static final NetworkSpec SPEC =
      NetworkSpec.of(Activations.standard().get("relu"), new InputShape(3, 8, 8), 10, 1);

  private static Map<String, GraphPosition> positions(String model) {
    ComputationGraphConfiguration configuration =
        switch (model) {
          case "vgg" -> Vgg.build(SPEC, List.of(List.of(4, 4), List.of(8, 8, 8)), 16);
          case "bottleneck" -> ResNet.bottleneck(SPEC, List.of(1, 1));
          case "wide" -> WideResNet.build(SPEC, 16, 2);
          default -> Models.standard().get(model).build(SPEC);
        };
    ComputationGraph net = new ComputationGraph(configuration);
    net.init();
    return GraphPosition.of(net);
  }

  @ParameterizedTest
  @CsvSource({
    "mlp, dense1 1 TRUNK; act1 1 TRUNK; act2 2 TRUNK; output 3 TRUNK",
    "cnn, pool2 3 TRUNK; act5 5 TRUNK",
    "plain20, s3c6_act 19 TRUNK; output 20 TRUNK",
    "vgg, s2c3_act 5 TRUNK; dense_act2 7 TRUNK; output 8 TRUNK",
    "resnet20, stem_act 1 TRUNK; s1b1_bn1 2 RESIDUAL; s1b1_act1 2 RESIDUAL; s1b1_act2 3 TRUNK;"
        + " s2b1_act1 8 RESIDUAL; s2b1_short_conv 8 SHORTCUT; s2b1_short_bn 8 SHORTCUT;"
        + " s2b1_add 9 TRUNK; output 20 TRUNK",
    "resnet110, s3b18_act1 108 RESIDUAL; output 110 TRUNK",
    "bottleneck, s1b1_act2 3 RESIDUAL; s1b1_short_conv 2 SHORTCUT; s1b1_act3 4 TRUNK;"
        + " s2b1_act1 5 RESIDUAL; output 8 TRUNK",
    "wide, g1b1_act1 1 TRUNK; g1b1_act2 2 RESIDUAL; g1b1_short_conv 2 SHORTCUT;"
        + " g1b1_add 3 TRUNK; g1b2_act1 3 RESIDUAL; last_act 13 TRUNK; output 14 TRUNK"
  })
  void depthCountsWeightLayersAndBranchTellsWhatPathsShare(String model, String expected) {
    Map<String, GraphPosition> positions = positions(model);
    for (String entry : expected.split("; ", -1)) {
      List<String> parts = List.of(entry.split(" ", -1));
      assertThat(positions.get(parts.get(0)))
          .as(entry)
          .isEqualTo(
              new GraphPosition(Integer.parseInt(parts.get(1)), Branch.valueOf(parts.get(2))));
    }
  }
}
