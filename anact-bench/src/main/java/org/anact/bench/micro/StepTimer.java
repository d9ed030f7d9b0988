package org.anact.bench.micro;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.deeplearning4j.nn.conf.CNN2DFormat;

/**
 * Times steps on request, so that another program can let them alternate with its own on the same
 * machine. A request is a line {@code MODEL ACTIVATION train|infer STEPS [BATCH]}, of 128 images if
 * it does not say otherwise, the answer a line with the milliseconds of each step. Networks are
 * kept from one request to the next.
 */
public final class StepTimer {

  private final Map<String, BenchmarkNetwork> networks = new HashMap<>();

  private final Catalog catalog;

  /** Makes a timer of networks of the catalog. */
  public StepTimer(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Answers requests until the input ends. */
  public void serve(BufferedReader requests, PrintStream answers) throws IOException {
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println(answer(line));
      answers.flush();
    }
  }

  private String answer(String line) {
    String[] words = line.strip().split("\\s+", -1);
    boolean complete = words.length == 4 || (words.length == 5 && isCount(words[4]));
    if (!complete || !words[2].matches("train|infer") || !isCount(words[3])) {
      throw new InputException(
          "'" + line + "' is not a request: give MODEL ACTIVATION train|infer STEPS [BATCH]");
    }
    int batch = words.length == 5 ? Integer.parseInt(words[4]) : BenchmarkNetwork.BATCH;
    if (batch > BenchmarkNetwork.MOST_IMAGES) {
      throw new InputException(
          "'%s' asks for %,d images: %,d are the most"
              .formatted(line, batch, BenchmarkNetwork.MOST_IMAGES));
    }
    BenchmarkNetwork network =
        networks.computeIfAbsent(
            words[0] + " " + words[1] + " " + batch,
            key -> new BenchmarkNetwork(catalog, words[0], words[1], CNN2DFormat.NHWC, batch));
    StringBuilder times = new StringBuilder();
    for (int step = Integer.parseInt(words[3]); step > 0; step--) {
      long start = System.nanoTime();
      if (words[2].equals("train")) {
        network.train();
      } else {
        network.infer();
      }
      double milliseconds = (System.nanoTime() - start) / 1e6;
      times.append(String.format(Locale.ROOT, "%.3f ", milliseconds));
    }
    return times.toString().strip();
  }

  private static boolean isCount(String word) {
    return word.matches("[1-9]\\d{0,5}");
  }
}
