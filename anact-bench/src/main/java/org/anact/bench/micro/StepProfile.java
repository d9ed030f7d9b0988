package org.anact.bench.micro;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.anact.bench.catalog.Catalog;
import org.anact.core.kernel.Team;
import org.anact.core.onednn.OneDnnEngine;
import org.anact.core.onednn.OneDnnProduct;
import org.anact.models.cost.NetworkCost;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where the time of a training step goes, layer by layer within whole steps, and what part of the
 * machine's measured peak each layer reaches (the roofline of Williams et al., 2009): layers that
 * multiply are held against a large matrix product, the others against a copy of a tensor.
 *
 * @param rows layers of one kind and shape together, in the order of the network
 * @param step time of a step, median, in milliseconds
 * @param peakFlops floating-point operations a second of products of large matrices by oneDNN, one
 *     for each thread; NaN where oneDNN is not published
 * @param peakBytes bytes a second that a copy reads and writes
 */
public record StepProfile(List<Row> rows, double step, double peakFlops, double peakBytes) {

  private static final int WARM_UP = 20;
  private static final int PEAK_TURNS = 15;
  private static final int MATRIX = 1024;
  private static final int COPIED = 1 << 21;

  /**
   * Layers of one kind and shape.
   *
   * @param kind the layer's class, and the kernel of a convolution
   * @param shape of its output, without the mini-batch
   * @param layers how many there are
   * @param forward time of all of them in a step's forward pass, in milliseconds
   * @param backward likewise in the backward pass
   * @param flops floating-point operations of all of them in a step, forward and back; 0 if they
   *     only move data
   * @param bytes what they would move in a step if they read and wrote each tensor once
   */
  public record Row(
      String kind,
      String shape,
      int layers,
      double forward,
      double backward,
      double flops,
      double bytes) {

    /** Returns operations a second, or 0. */
    public double flopRate() {
      return flops / (forward + backward) * 1e3;
    }

    /** Returns bytes a second. */
    public double byteRate() {
      return bytes / (forward + backward) * 1e3;
    }

    private Row plus(Row other) {
      return new Row(
          kind,
          shape,
          layers + other.layers,
          forward + other.forward,
          backward + other.backward,
          flops + other.flops,
          bytes + other.bytes);
    }
  }

  /**
   * Times steps of a network on random colour images of 32 x 32.
   *
   * @param images number of images in the mini-batch
   * @param steps number of steps whose medians are taken, after a warm-up
   */
  public static StepProfile of(
      Catalog catalog, String model, String activation, int images, int steps) {
    BenchmarkNetwork network =
        new BenchmarkNetwork(catalog, model, activation, CNN2DFormat.NHWC, images);
    List<Timed> timed = new ArrayList<>();
    GraphVertex[] vertices = network.vertices();
    for (int i = 0; i < vertices.length; i++) {
      // Deeplearning4j asks for the class of the output vertex.
      if (!vertices[i].isInputVertex() && !vertices[i].isOutputVertex()) {
        Timed handler = new Timed(vertices[i]);
        timed.add(handler);
        vertices[i] =
            (GraphVertex)
                Proxy.newProxyInstance(
                    StepProfile.class.getClassLoader(),
                    new Class<?>[] {GraphVertex.class},
                    handler);
      }
    }
    for (int i = 0; i < WARM_UP; i++) {
      network.train();
    }
    timed.forEach(Timed::forget);
    double[] whole = new double[steps];
    for (int i = 0; i < steps; i++) {
      long start = System.nanoTime();
      network.train();
      whole[i] = (System.nanoTime() - start) / 1e6;
    }
    Map<String, Row> rows = new LinkedHashMap<>();
    timed.stream()
        .map(Timed::row)
        .forEach(row -> rows.merge(row.kind() + row.shape(), row, Row::plus));
    return new StepProfile(List.copyOf(rows.values()), median(whole), productRate(), copyRate());
  }

  /** Returns what a step spends outside of the layers that are timed, in milliseconds. */
  public double rest() {
    return step - rows.stream().mapToDouble(row -> row.forward() + row.backward()).sum();
  }

  private static double productRate() {
    if (!OneDnnEngine.isAvailable()) {
      return Double.NaN;
    }
    try (OneDnnProduct product = new OneDnnProduct(MATRIX, Team.shared())) {
      return product.operations() / best(product::run) * 1e3;
    }
  }

  private static double copyRate() {
    INDArray from = Nd4j.rand(DataType.FLOAT, COPIED);
    INDArray to = Nd4j.createUninitialized(DataType.FLOAT, COPIED);
    return 2.0 * COPIED * Float.BYTES / best(() -> to.assign(from)) * 1e3;
  }

  /** The shortest time of some turns, as a peak is what a quiet moment reaches. */
  private static double best(Runnable work) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < PEAK_TURNS; i++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - start) / 1e6);
    }
    return best;
  }

  /** Returns 0 for none, as of a vertex that has no backward pass. */
  private static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** A vertex that notes how long its passes take. */
  private static final class Timed implements InvocationHandler {

    private final GraphVertex vertex;
    private final List<Double> forward = new ArrayList<>();
    private final List<Double> backward = new ArrayList<>();
    private long[] input;
    private long[] output;

    Timed(GraphVertex vertex) {
      this.vertex = vertex;
    }

    void forget() {
      forward.clear();
      backward.clear();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      long start = System.nanoTime();
      Object result;
      try {
        result = method.invoke(vertex, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
      double milliseconds = (System.nanoTime() - start) / 1e6;
      if (method.getName().equals("doForward")) {
        forward.add(milliseconds);
        input = vertex.getInputs()[0].shape();
        output = ((INDArray) result).shape();
      } else if (method.getName().equals("doBackward")) {
        backward.add(milliseconds);
      }
      return result;
    }

    Row row() {
      long images = output[0];
      double in = product(input) * vertex.getInputs().length;
      double out = product(output);
      // Forward: the input is read and the output written; back: both, and both gradients.
      double bytes = (2 * in + 2 * out + in) * Float.BYTES;
      double flops = 0;
      if (vertex.hasLayer()) {
        long parameters = vertex.getLayer().numParams();
        Layer layer = vertex.getLayer().conf().getLayer();
        double multiplyAdds =
            images * (double) NetworkCost.multiplyAdds(layer, parameters, product(output) / images);
        // Back, once for the input's gradient and once for that of the weights.
        flops = 2 * 3 * multiplyAdds;
      }
      return new Row(
          kind(),
          shape(output),
          1,
          median(toArray(forward)),
          median(toArray(backward)),
          flops,
          bytes);
    }

    private String kind() {
      if (!vertex.hasLayer()) {
        return vertex.getClass().getSimpleName().replace("Impl", "").replace("Vertex", "");
      }
      Layer layer = vertex.getLayer().conf().getLayer();
      String name = layer.getClass().getSimpleName();
      return layer instanceof ConvolutionLayer convolution
          ? "%s %d x %d"
              .formatted(name, convolution.getKernelSize()[0], convolution.getKernelSize()[1])
          : name;
    }

    private static String shape(long... sizes) {
      return Arrays.stream(sizes)
          .skip(1)
          .mapToObj(Long::toString)
          .collect(Collectors.joining(" x "));
    }

    private static long product(long... sizes) {
      return Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    }

    private static double[] toArray(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
