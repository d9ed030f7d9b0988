package org.anact.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.anact.bench.Versions;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.Engine;
import org.anact.results.Place;

/**
 * The machine and the software that runs are made with.
 *
 * @param versions versions of the suite
 * @param gitCommit commit of the checkout, or {@code unknown}
 * @param settings names and values for the provenance
 * @param engine what has started this process
 */
public record Environment(
    Versions versions, String gitCommit, Map<String, String> settings, Engine engine) {

  /** System property with the folder of the checkout; the launcher sets it. */
  public static final String HOME_PROPERTY = "anact.home";

  private static final int GIT_SECONDS = 10;

  private static final String HEAP = "maxHeap";
  private static final String CORES = "cores";
  private static final String SYSTEM = "os";

  /**
   * Settings that decide none of a run's numbers: the memory decides whether it can end, and how
   * many cores there are, how fast it is.
   */
  static final List<String> NOT_DECIDING = List.of(HEAP, CORES, SYSTEM);

  /** Reads the environment, loading ND4J if nothing has. */
  public static Environment current(BackendReport backend) {
    return current(backend, Optional.empty());
  }

  /**
   * Reads the environment, loading ND4J if nothing has.
   *
   * @param commit of the checkout, where another process has found it out
   */
  public static Environment current(BackendReport backend, Optional<String> commit) {
    Versions versions = Versions.current();
    Map<String, String> settings = new LinkedHashMap<>(backend.toMap());
    settings.put("deeplearning4j", versions.deeplearning4j());
    settings.put("cpu", cpu());
    settings.put(CORES, Integer.toString(Runtime.getRuntime().availableProcessors()));
    settings.put(SYSTEM, System.getProperty("os.name") + " " + System.getProperty("os.version"));
    settings.put("architecture", System.getProperty("os.arch"));
    settings.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    settings.put("code", CodeFingerprint.current());
    settings.put(HEAP, Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MiB");
    return new Environment(
        versions, commit.orElseGet(Environment::commitOfCheckout), settings, Engine.current());
  }

  /** Makes the environment of a process that nothing but its user has started. */
  public Environment(Versions versions, String gitCommit, Map<String, String> settings) {
    this(versions, gitCommit, settings, new Engine("local", ""));
  }

  /** Returns where runs are made; the attempt is not known yet. */
  Place place() {
    return new Place(host(), engine.name(), engine.job(), "");
  }

  /** Returns the name of this machine. */
  public String host() {
    return Attempts.host();
  }

  /**
   * Returns what of a provenance's settings decides the numbers of a run: runs of one configuration
   * on the same data with the same of these have the same numbers.
   */
  public static Map<String, String> deciding(Map<String, String> settings) {
    Map<String, String> deciding = new TreeMap<>(settings);
    NOT_DECIDING.forEach(deciding::remove);
    return deciding;
  }

  /** Returns the name of the processor, or {@code unknown}. */
  public static String cpu() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /**
   * Returns the commit of the checkout, with {@code -dirty} if it was changed, or {@code unknown}.
   */
  public static String commitOfCheckout() {
    String home = System.getProperty(HOME_PROPERTY, ".");
    Optional<String> commit = git(home, "rev-parse", "HEAD");
    Optional<String> changes = git(home, "status", "--porcelain");
    if (commit.isEmpty() || changes.isEmpty()) {
      return "unknown";
    }
    return changes.get().isEmpty() ? commit.get() : commit.get() + "-dirty";
  }

  private static Optional<String> git(String home, String... arguments) {
    // Git refuses a checkout of another user, whose programs are running here all the same.
    List<String> command = new ArrayList<>(List.of("git", "-c", "safe.directory=*", "-C", home));
    command.addAll(List.of(arguments));
    return output(command, Duration.ofSeconds(GIT_SECONDS));
  }

  /**
   * Returns what a command writes; nothing where it is not there, fails, or takes longer.
   *
   * @param limit after which the command is ended
   */
  public static Optional<String> output(List<String> command, Duration limit) {
    try {
      // A file, unlike a pipe, can be waited for: reading a pipe ends when the command does.
      Path file = Files.createTempFile("anact-", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(file.toFile())
                .start();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          return Optional.empty();
        }
        return process.exitValue() == 0
            ? Optional.of(Files.readString(file).strip())
            : Optional.empty();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
