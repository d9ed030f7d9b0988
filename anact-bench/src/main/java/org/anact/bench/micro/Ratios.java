package org.anact.bench.micro;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;

/**
 * Results beside what they are to be compared with: the same work without the suite's kernels, or
 * by a hand-written kernel in place of a formula's, and a copy of the same tensor.
 */
public final class Ratios {

  /** For each parameter that chooses what computes, the value that others are compared with. */
  private static final Map<String, String> REFERENCE =
      Map.of("kernels", "false", "path", "HELPERS", "formula", "false");

  private Ratios() {}

  /** What the cells of a row are. */
  public static final List<String> HEADS =
      List.of("benchmark", "score", "unit", "x reference", "x a copy");

  /** Returns a row for each result; a ratio above 1 means that the result is the faster one. */
  public static List<List<String>> rows(Collection<RunResult> results) {
    return results.stream()
        .map(
            result ->
                List.of(
                    name(result),
                    "%.3f".formatted(score(result)),
                    result.getPrimaryResult().getScoreUnit(),
                    reference(result, results).map(other -> speedup(result, other)).orElse("-"),
                    copy(result, results).map(other -> speedup(result, other)).orElse("-")))
        .toList();
  }

  private static String name(RunResult result) {
    String method = result.getParams().getBenchmark();
    int end = method.lastIndexOf('.', method.lastIndexOf('.') - 1);
    return method.substring(end + 1) + " " + String.join(" ", parameters(result).values());
  }

  private static Map<String, String> parameters(RunResult result) {
    Map<String, String> parameters = new TreeMap<>();
    for (String key : result.getParams().getParamsKeys()) {
      parameters.put(key, result.getParams().getParam(key));
    }
    return parameters;
  }

  private static Optional<RunResult> reference(RunResult result, Collection<RunResult> results) {
    Map<String, String> wanted = parameters(result);
    boolean changed = false;
    for (Map.Entry<String, String> entry : REFERENCE.entrySet()) {
      String before = wanted.replace(entry.getKey(), entry.getValue());
      changed |= before != null && !before.equals(entry.getValue());
    }
    return changed ? find(result.getParams().getBenchmark(), wanted, results) : Optional.empty();
  }

  private static Optional<RunResult> copy(RunResult result, Collection<RunResult> results) {
    String method = result.getParams().getBenchmark();
    String copy = method.substring(0, method.lastIndexOf('.')) + ".copy";
    return method.equals(copy) ? Optional.empty() : find(copy, parameters(result), results);
  }

  private static Optional<RunResult> find(
      String method, Map<String, String> parameters, Collection<RunResult> results) {
    return results.stream()
        .filter(other -> other.getParams().getBenchmark().equals(method))
        .filter(other -> parameters(other).equals(parameters))
        .findFirst();
  }

  private static String speedup(RunResult result, RunResult other) {
    boolean time = result.getPrimaryResult().getScoreUnit().endsWith("/op");
    double ratio = time ? score(other) / score(result) : score(result) / score(other);
    return "%.2f".formatted(ratio);
  }

  private static double score(RunResult result) {
    return result.getPrimaryResult().getScore();
  }
}
