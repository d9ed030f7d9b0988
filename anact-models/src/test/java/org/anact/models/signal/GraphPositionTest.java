package org.anact.models.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.anact.core.activation.Activations;
import org.anact.models.Models;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.anact.models.network.Vgg;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GraphPositionTest {

  private static final NetworkSpec SPEC =
      NetworkSpec.of(Activations.standard().get("relu"), new InputShape(3, 32, 32), 10, 1);

  private static Map<String, GraphPosition> positions(String model) {
    ComputationGraphConfiguration configuration =
        model.equals("vgg")
            ? Vgg.build(SPEC, List.of(List.of(4, 4), List.of(8, 8, 8)), 16)
            : Models.standard().get(model).build(SPEC);
    ComputationGraph net = new ComputationGraph(configuration);
    net.init();
    return GraphPosition.of(net);
  }

  @ParameterizedTest
  @CsvSource({
    "mlp, dense1, 1, TRUNK",
    "mlp, act1, 1, TRUNK",
    "mlp, act2, 2, TRUNK",
    "mlp, output, 3, TRUNK",
    "cnn, pool2, 3, TRUNK",
    "cnn, act5, 5, TRUNK",
    "plain20, s3c6_act, 19, TRUNK",
    "plain20, output, 20, TRUNK",
    "vgg, s2c3_act, 5, TRUNK",
    "vgg, dense_act2, 7, TRUNK",
    "resnet20, stem_act, 1, TRUNK",
    "resnet20, s1b1_bn1, 2, RESIDUAL",
    "resnet20, s1b1_act1, 2, RESIDUAL",
    "resnet20, s1b1_act2, 3, TRUNK",
    "resnet20, s2b1_act1, 8, RESIDUAL",
    "resnet20, s2b1_short_conv, 8, SHORTCUT",
    "resnet20, s2b1_short_bn, 8, SHORTCUT",
    "resnet20, s2b1_add, 9, TRUNK",
    "resnet20, output, 20, TRUNK",
    "resnet110, output, 110, TRUNK",
    "resnet50, s1b1_act2, 3, RESIDUAL",
    "resnet50, s1b1_short_conv, 2, SHORTCUT",
    "resnet50, s1b1_act3, 4, TRUNK",
    "resnet50, output, 50, TRUNK",
    "wrn-16-4, g1b1_act1, 1, TRUNK",
    "wrn-16-4, g1b1_act2, 2, RESIDUAL",
    "wrn-16-4, g1b1_short_conv, 2, SHORTCUT",
    "wrn-16-4, g1b1_add, 3, TRUNK",
    "wrn-16-4, g1b2_act1, 3, RESIDUAL",
    "wrn-16-4, last_act, 13, TRUNK",
    "wrn-16-4, output, 14, TRUNK"
  })
  void depthCountsWeightLayersAndBranchTellsWhatPathsShare(
      String model, String layer, int depth, Branch branch) {
    assertThat(positions(model).get(layer)).isEqualTo(new GraphPosition(depth, branch));
  }
}
