package org.anact.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.anact.core.layer.AnActLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/** The example runs as it is, and its network learns. */
final class TwoSpiralsTest {

  @Test
  void itTrainsSavesAndReadsBothNetworks() throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      TwoSpirals.main(new String[] {"3"});
    } finally {
      System.setOut(out);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsPattern("Swish +loss [0-9.]+, accuracy [0-9.]+ %\n")
        .containsPattern("Swish with ANAct +loss [0-9.]+, accuracy [0-9.]+ %\n");
  }

  @Test
  void theNormalizedNetworkLearnsTheSpirals() {
    DataSet spirals = TwoSpirals.spirals(new Random(1));
    MultiLayerNetwork net = TwoSpirals.network(true);
    assertThat(net.getLayer(1).conf().getLayer()).isInstanceOf(AnActLayer.class);
    double before = net.score(spirals);
    for (int step = 0; step < 100; step++) {
      net.fit(spirals);
    }
    assertThat(net.score(spirals)).isLessThan(0.5 * before);
    assertThat(TwoSpirals.accuracy(net, spirals)).isGreaterThan(0.8);
  }
}
