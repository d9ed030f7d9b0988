package org.anact.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Times training and inference steps of libtorch on request, as {@code ./anact time} does for the
 * suite: a line {@code LAYOUT MODEL ACTIVATION train|infer COUNT BATCH} is answered by the
 * milliseconds of COUNT steps.
 */
public final class LibtorchSteps {

  private final Network network;
  private final Tensor images;
  private final Tensor labels;
  private final SGD optimizer;

  private LibtorchSteps(String model, String activation, boolean channelsLast, int batch) {
    torch.manual_seed(1);
    network = new Network(model, activation, channelsLast);
    images = torch.randn(batch, 3, 32, 32).contiguous(network.layout()).retainReference();
    labels = torch.randint(10, new long[] {batch}).toType(torch.ScalarType.Long).retainReference();
    SGDOptions options = new SGDOptions(0.01);
    options.momentum().put(0.9);
    options.weight_decay().put(1e-4);
    options.nesterov().put(true);
    TensorVector parameters = new TensorVector(network.parameters().toArray(new Tensor[0]));
    optimizer = new SGD(parameters, options).retainReference();
  }

  private void train() {
    optimizer.zero_grad();
    Tensor loss = torch.cross_entropy_loss(network.forward(images, true), labels);
    loss.backward();
    optimizer.step();
    loss.item_float();
  }

  private void infer() {
    try (NoGradGuard guard = new NoGradGuard()) {
      network.forward(images, false);
    }
  }

  private double milliseconds(String mode) {
    long start = System.nanoTime();
    try (PointerScope scope = new PointerScope()) {
      if (mode.equals("train")) {
        train();
      } else {
        infer();
      }
    }
    return (System.nanoTime() - start) / 1e6;
  }

  /** Answers requests; the argument is the number of threads. */
  public static void main(String[] arguments) throws IOException {
    torch.set_num_threads(Integer.parseInt(arguments[0]));
    System.out.printf(
        "libtorch %s, %d threads%n",
        torch.class.getPackage().getImplementationVersion(), torch.get_num_threads());
    Map<String, LibtorchSteps> all = new HashMap<>();
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      String[] words = line.split(" ");
      LibtorchSteps steps =
          all.computeIfAbsent(
              words[0] + words[1] + words[2] + words[5],
              key ->
                  new LibtorchSteps(
                      words[1],
                      words[2],
                      words[0].equals("channels_last"),
                      Integer.parseInt(words[5])));
      StringJoiner answer = new StringJoiner(" ");
      for (int i = 0; i < Integer.parseInt(words[4]); i++) {
        answer.add(Double.toString(steps.milliseconds(words[3])));
      }
      System.out.println(answer);
    }
  }
}
