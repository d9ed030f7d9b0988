package org.anact.bench.run;

import java.io.File;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A program of somebody else's that reads networks, with Deeplearning4j alone. */
final class PlainReader {

  private static final int IMAGES = 3;

  private PlainReader() {}

  /** Prints the outputs of each network, a line each. */
  public static void main(String[] arguments) throws Exception {
    try {
      Class.forName("org.anact.models.Models");
      throw new IllegalStateException("more than anact-core is on the class path");
    } catch (ClassNotFoundException e) {
      for (String file : arguments) {
        ComputationGraph net = ModelSerializer.restoreComputationGraph(new File(file), true);
        System.out.println("outputs " + Arrays.toString(outputs(net)));
      }
    }
  }

  /** Returns what a network makes of some images of 16 x 16 in grey. */
  static float[] outputs(ComputationGraph net) {
    INDArray images =
        Nd4j.linspace(DataType.FLOAT, -2, 0.005, IMAGES * 16 * 16).reshape('c', IMAGES, 16, 16, 1);
    return net.outputSingle(images).dup('c').data().asFloat();
  }
}
