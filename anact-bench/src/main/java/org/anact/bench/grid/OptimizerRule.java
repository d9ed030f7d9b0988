package org.anact.bench.grid;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * An optimizer: which settings it has besides those of all optimizers, and their defaults. Names
 * and defaults are PyTorch's, but for SGD, whose defaults are the suite's.
 */
public enum OptimizerRule {
  /** Stochastic gradient descent. */
  SGD(
      "SGD with Nesterov momentum; weightDecay is L2",
      "Sutskever et al. 2013",
      false,
      "learningRate 0.01, momentum 0.9, weightDecay 5e-4") {
    @Override
    IUpdater updater(OptimizerSettings settings, ISchedule rates) {
      return Nesterovs.builder().learningRateSchedule(rates).momentum(settings.momentum()).build();
    }
  },
  /** Moments of the gradient, and of its square. */
  ADAM(
      "Adam; weightDecay is L2",
      "Kingma and Ba, arXiv 1412.6980, as torch.optim.Adam",
      false,
      "learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-8, weightDecay 0") {
    @Override
    IUpdater updater(OptimizerSettings settings, ISchedule rates) {
      return adam(settings, rates);
    }
  },
  /** Adam whose weight decay is not part of the gradient. */
  ADAMW(
      "Adam with decoupled weightDecay",
      "Loshchilov and Hutter, arXiv 1711.05101, as torch.optim.AdamW",
      true,
      "learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-8, weightDecay 0.01") {
    @Override
    IUpdater updater(OptimizerSettings settings, ISchedule rates) {
      return adam(settings, rates);
    }
  },
  /** The gradient over the root of its running square. */
  RMSPROP(
      "RMSprop; alpha is the decay of the squares, weightDecay is L2",
      "Hinton 2012, lecture 6e, as torch.optim.RMSprop",
      false,
      "learningRate 0.01, alpha 0.99, epsilon 1e-8, weightDecay 0") {
    @Override
    IUpdater updater(OptimizerSettings settings, ISchedule rates) {
      return RmsProp.builder()
          .learningRateSchedule(rates)
          .rmsDecay(settings.alpha())
          .epsilon(settings.epsilon())
          .build();
    }
  };

  private final String description;
  private final String source;
  private final boolean decoupled;
  private final String settings;
  private final Map<String, Double> defaults = new LinkedHashMap<>();

  /**
   * Declares an optimizer.
   *
   * @param settings each with its default, separated by commas
   */
  OptimizerRule(String description, String source, boolean decoupled, String settings) {
    this.description = description;
    this.source = source;
    this.decoupled = decoupled;
    this.settings = settings;
    for (String each : settings.split(", ", -1)) {
      int space = each.indexOf(' ');
      defaults.put(each.substring(0, space), Double.valueOf(each.substring(space + 1)));
    }
  }

  private static IUpdater adam(OptimizerSettings settings, ISchedule rates) {
    return Adam.builder()
        .learningRateSchedule(rates)
        .beta1(settings.beta1())
        .beta2(settings.beta2())
        .epsilon(settings.epsilon())
        .build();
  }

  /** Returns Deeplearning4j's updater. */
  abstract IUpdater updater(OptimizerSettings settings, ISchedule rates);

  /** Returns its name as a grid has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what it is, in a line. */
  public String description() {
    return description;
  }

  /** Returns where it was published, and whose defaults it has. */
  public String source() {
    return source;
  }

  /** Returns the settings that depend on the optimizer, with their defaults. */
  public Map<String, Double> defaults() {
    return Collections.unmodifiableMap(defaults);
  }

  /** Returns its settings with their defaults, as documentation and listings have them. */
  public String settings() {
    return settings;
  }

  boolean isDecoupled() {
    return decoupled;
  }
}
