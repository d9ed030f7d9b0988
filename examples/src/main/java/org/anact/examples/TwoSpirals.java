package org.anact.examples;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.anact.core.backend.NativeBackend;
import org.anact.core.layer.AnActLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;

/**
 * Tells two spirals apart with a small network of Deeplearning4j, once with its own activation
 * layer and once with ANAct in that layer's place; then saves the network and reads it back.
 */
public final class TwoSpirals {

  private static final int POINTS = 400;
  private static final int EPOCHS = 200;

  private TwoSpirals() {}

  /** Trains both networks, for as many epochs as the first argument says, or for 200. */
  public static void main(String[] arguments) throws IOException {
    // Chooses ND4J's fastest build for this processor; without it, the layer works all the same.
    NativeBackend.activate(NativeBackend.Settings.defaults());
    int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : EPOCHS;
    DataSet spirals = spirals(new Random(1));
    for (boolean normalized : List.of(false, true)) {
      MultiLayerNetwork net = network(normalized);
      for (int epoch = 0; epoch < epochs; epoch++) {
        net.fit(spirals);
      }
      System.out.printf(
          Locale.ROOT,
          "%-16s loss %.4f, accuracy %.1f %%%n",
          normalized ? "Swish with ANAct" : "Swish",
          net.score(spirals),
          100 * accuracy(net, spirals));
      File file = File.createTempFile("two-spirals", ".zip");
      net.save(file);
      MultiLayerNetwork read = MultiLayerNetwork.load(file, true);
      if (!read.output(spirals.getFeatures()).equals(net.output(spirals.getFeatures()))) {
        throw new IllegalStateException("the network is another one after it was saved");
      }
      if (!file.delete()) {
        System.err.println("cannot delete " + file);
      }
    }
  }

  /** Returns the network. Only one line of it knows about ANAct. */
  static MultiLayerNetwork network(boolean normalized) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Nesterovs(0.1, 0.9))
                .weightInit(WeightInit.RELU)
                .activation(Activation.IDENTITY)
                .list()
                .layer(new DenseLayer.Builder().nOut(32).build())
                .layer(activation(normalized))
                .layer(new DenseLayer.Builder().nOut(32).build())
                .layer(activation(normalized))
                .layer(new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.feedForward(2))
                .build());
    net.init();
    return net;
  }

  private static Layer activation(boolean normalized) {
    return normalized
        ? new AnActLayer(new ActivationSwish())
        : new ActivationLayer(new ActivationSwish());
  }

  /** Returns points of two spirals that wind around each other, and to which each belongs. */
  static DataSet spirals(Random random) {
    float[][] points = new float[POINTS][];
    float[][] labels = new float[POINTS][];
    for (int i = 0; i < POINTS; i++) {
      int spiral = i % 2;
      double radius = Math.sqrt(random.nextDouble());
      double angle = 3 * Math.PI * radius + spiral * Math.PI;
      points[i] =
          new float[] {
            (float) (2 * radius * Math.cos(angle)), (float) (2 * radius * Math.sin(angle))
          };
      labels[i] = new float[] {1 - spiral, spiral};
    }
    return new DataSet(Nd4j.create(points), Nd4j.create(labels));
  }

  static double accuracy(MultiLayerNetwork net, DataSet data) {
    INDArray right = net.output(data.getFeatures()).argMax(1).eq(data.getLabels().argMax(1));
    return right.castTo(data.getFeatures().dataType()).meanNumber().doubleValue();
  }
}
