package org.anact.core.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.anact.core.backend.NativeBackend;
import org.anact.core.onednn.ConvolutionShape.Plane;
import org.anact.core.onednn.ConvolutionShape.Volume;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A convolution made in one thread works in another, as when a network trains in one and answers in
 * another. In processes of their own, since what this protects from is a crash, and oneDNN is told
 * its instructions there: with AVX2 it multiplies matrices in a scratchpad, by default one for each
 * thread.
 */
final class ConvolutionAcrossThreadsIT {

  private static final int IMAGES = 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SSE41", "AVX2", "ALL"})
  void oneMadeInAnotherThreadGivesTheSameNumbers(String instructions) throws Exception {
    assumeTrue(OneDnnEngine.isAvailable(), "oneDNN is not published for this platform");
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                ConvolutionAcrossThreadsIT.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("DNNL_MAX_CPU_ISA", instructions);
    Process process = builder.start();
    assertThat(process.waitFor()).as(read(output)).isZero();
    assertThat(read(output)).contains("compared " + 4 * 3);
  }

  private static String read(Path output) throws IOException {
    return Files.readString(output);
  }

  /**
   * The child: each shape in the thread that made it, in one that came before, and in a new one.
   */
  public static void main(String[] arguments) throws Exception {
    NativeBackend.activate(NativeBackend.Settings.defaults());
    ExecutorService before = Executors.newSingleThreadExecutor();
    before.submit(() -> {}).get();
    ExecutorService maker = Executors.newSingleThreadExecutor();
    int compared = 0;
    for (int[] channels : new int[][] {{12, 20}, {3, 16}, {16, 16}, {64, 10}}) {
      ConvolutionShape shape = shape(channels[0], channels[1]);
      OneDnnConvolution convolution = in(maker, () -> new OneDnnConvolution(shape));
      float[] first = in(maker, () -> passes(convolution, shape));
      ExecutorService after = Executors.newSingleThreadExecutor();
      for (ExecutorService thread : new ExecutorService[] {before, after, maker}) {
        if (!Arrays.equals(in(thread, () -> passes(convolution, shape)), first)) {
          throw new AssertionError("other numbers in another thread: " + shape);
        }
        compared++;
      }
      after.shutdown();
      after.awaitTermination(1, TimeUnit.MINUTES);
      in(before, () -> passes(convolution, shape));
      convolution.close();
    }
    before.shutdown();
    maker.shutdown();
    System.out.println("compared " + compared);
  }

  private interface Work<T> {
    T run();
  }

  /** The work in the thread, with one OpenMP thread as the layers have it. */
  private static <T> T in(ExecutorService thread, Work<T> work)
      throws InterruptedException, ExecutionException {
    return thread
        .submit(
            () -> {
              AtomicReference<T> result = new AtomicReference<>();
              SingleThread.of(slice -> result.set(work.run())).accept(0);
              return result.get();
            })
        .get();
  }

  private static ConvolutionShape shape(int in, int out) {
    Plane one = new Plane(1, 1);
    return new ConvolutionShape(
        IMAGES,
        new Volume(in, 13, 11),
        new Volume(out, 13, 11),
        new Plane(3, 3),
        one,
        one,
        1,
        1,
        true);
  }

  /** Forward and both ways back; everything that they wrote. */
  private static float[] passes(OneDnnConvolution convolution, ConvolutionShape shape) {
    int inputs = IMAGES * shape.in().elements();
    int outputs = IMAGES * shape.out().elements();
    int biases = shape.out().channels();
    try (FloatPointer x = random(1, inputs);
        FloatPointer weights = random(2, shape.weights());
        FloatPointer bias = random(3, biases);
        FloatPointer epsilon = random(4, outputs);
        FloatPointer y = new FloatPointer(outputs);
        FloatPointer back = new FloatPointer(inputs)) {
      convolution.forward(x, weights, bias, y);
      OneDnnConvolution.Gradients gradients = convolution.backwardWeights(x, epsilon);
      convolution.backwardData(epsilon, weights, back);
      float[] all = new float[outputs + inputs + shape.weights() + biases];
      y.get(all, 0, outputs);
      back.get(all, outputs, inputs);
      System.arraycopy(gradients.weights(), 0, all, outputs + inputs, shape.weights());
      System.arraycopy(gradients.bias(), 0, all, outputs + inputs + shape.weights(), biases);
      return all;
    }
  }

  private static FloatPointer random(long seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new FloatPointer(values);
  }
}
