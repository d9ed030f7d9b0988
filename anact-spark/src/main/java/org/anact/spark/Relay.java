package org.anact.spark;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Takes what runs say from executors to the driver, over Spark's own connection. A message is an
 * attempt's number and words for {@link Output}.
 */
public final class Relay implements SparkPlugin {

  /**
   * Of this executor. Spark makes the plugin, and gives a task no way to it; nothing changes it
   * while tasks run.
   */
  private static volatile PluginContext executor;

  @Override
  public DriverPlugin driverPlugin() {
    return new ToSweep();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> settings) {
        executor = context;
      }
    };
  }

  /** Sends words to the driver, from the attempt of a task. */
  static void send(int attempt, String word, String id, String text) {
    try {
      executor.send(new String[] {Integer.toString(attempt), word, id, text});
    } catch (IOException e) {
      // The driver is out of reach, and Spark will end this executor or has ended.
    }
  }

  private static final class ToSweep implements DriverPlugin {

    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    @Override
    public Map<String, String> init(SparkContext context, PluginContext plugin) {
      return Map.of();
    }

    @Override
    public Object receive(Object message) {
      String[] words = (String[]) message;
      int attempt = Integer.parseInt(words[0]);
      // An executor that was given up for lost may still be heard.
      if (attempts.merge(words[2], attempt, Math::max) == attempt) {
        Output.tell(words[1], words[2], words[3]);
      }
      return null;
    }
  }
}
