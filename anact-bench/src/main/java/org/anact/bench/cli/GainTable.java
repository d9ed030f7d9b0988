package org.anact.bench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Random;
import org.anact.core.activation.Activations;
import org.anact.core.activation.NamedActivation;
import org.anact.core.kernel.ActivationKernel;
import org.anact.core.theory.GaussianMoments;
import org.anact.core.theory.GaussianQuadrature;
import org.anact.core.theory.Target;

/** Functions with their gains under N(0, 1) and the time of their kernels, as Markdown. */
final class GainTable {

  private static final int ELEMENTS = 1024;
  private static final int CALLS = 500;

  /** Long enough for the JIT compiler to be done. */
  private static final long NANOSECONDS = 2_500_000_000L;

  private GainTable() {}

  static void print(List<NamedActivation> activations, PrintWriter out) {
    out.println("| function | rho | rho' | lambda | ns |");
    out.println("| --- | --- | --- | --- | --- |");
    for (NamedActivation activation : activations) {
      GaussianMoments moments = GaussianQuadrature.moments(activation.base().create(), 1);
      out.printf(
          "| `%s` | %.6f | %.6f | %.6f | %s |%n",
          activation.base().formula(),
          moments.rho(),
          moments.rhoPrime(),
          moments.lambda(Target.BALANCED),
          Activations.kernel(activation.base().create())
              .map(kernel -> "%.2f".formatted(nanoseconds(kernel)))
              .orElse("-"));
      out.flush();
    }
  }

  /** Returns the time of value and slope of an element, in the fastest of several rounds. */
  private static double nanoseconds(ActivationKernel kernel) {
    float[] x = new float[ELEMENTS];
    Random random = new Random(1);
    for (int i = 0; i < ELEMENTS; i++) {
      x[i] = (float) random.nextGaussian();
    }
    long start = System.nanoTime();
    long best = Long.MAX_VALUE;
    while (System.nanoTime() - start < NANOSECONDS) {
      best = Math.min(best, time(kernel, x));
    }
    return (double) best / CALLS / ELEMENTS;
  }

  private static long time(ActivationKernel kernel, float[] x) {
    float[] f = new float[ELEMENTS];
    float[] slope = new float[ELEMENTS];
    long start = System.nanoTime();
    for (int call = 0; call < CALLS; call++) {
      kernel.valueAndSlope(x, f, slope, ELEMENTS);
    }
    return System.nanoTime() - start;
  }
}
