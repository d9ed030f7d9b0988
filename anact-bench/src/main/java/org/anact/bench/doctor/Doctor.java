package org.anact.bench.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.anact.bench.Versions;
import org.anact.bench.run.Environment;
import org.anact.core.backend.BackendException;
import org.anact.core.backend.NativeFacts;
import org.anact.datasets.Dataset;
import org.anact.datasets.DatasetEntry;
import org.anact.datasets.DatasetException;
import org.anact.datasets.Datasets;

/** Finds out what a bug report needs, and what would stop a sweep on this machine. */
public final class Doctor {

  private static final long MIB = 1L << 20;
  private static final double GIB = 1L << 30;

  /** Less than this cannot hold the native libraries or a checkpoint. */
  private static final long LEAST_ROOM = 100 * MIB;

  private static final long LITTLE_ROOM = 1024 * MIB;
  private static final long LITTLE_MEMORY = 2048 * MIB;

  /** Variables that are told with their values; no other is looked at. */
  private static final List<String> VARIABLES =
      List.of(
          "ANACT_BACKEND",
          "ANACT_CACHE",
          "ANACT_CLASSPATH",
          "ANACT_DATA",
          "CUDA_VISIBLE_DEVICES",
          "LANG",
          "LC_ALL",
          "LD_LIBRARY_PATH",
          "OMP_NUM_THREADS",
          "OMP_WAIT_POLICY",
          "SLURM_JOB_ID");

  private final Datasets datasets;
  private final Path data;
  private final Map<String, String> environment;
  private final Supplier<List<Finding>> backend;

  /**
   * Prepares the examination.
   *
   * @param data folder of the data sets
   * @param environment variables of this process
   * @param backend what is found out about the backend, asked last
   */
  public Doctor(
      Datasets datasets,
      Path data,
      Map<String, String> environment,
      Supplier<List<Finding>> backend) {
    this.datasets = datasets;
    this.data = data;
    this.environment = Map.copyOf(environment);
    this.backend = backend;
  }

  /** Returns all findings, those of an area side by side. */
  public List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    suite(findings);
    machine(findings);
    folders(findings);
    variables(findings);
    datasets.entries().forEach(entry -> findings.add(dataset(entry)));
    findings.addAll(backend.get());
    return findings;
  }

  private static void suite(List<Finding> findings) {
    Versions versions = Versions.current();
    findings.add(Finding.of("suite", "anact", versions.anact()));
    findings.add(Finding.of("suite", "commit", Environment.commitOfCheckout()));
    findings.add(Finding.of("suite", "Deeplearning4j", versions.deeplearning4j()));
    findings.add(
        Finding.of(
            "suite",
            "Java",
            "%s %s in %s"
                .formatted(
                    System.getProperty("java.vm.name"),
                    Runtime.version(),
                    System.getProperty("java.home"))));
    findings.add(
        Finding.of(
            "suite",
            "Maven",
            Environment.output(List.of("mvn", "-v"), Duration.ofSeconds(20))
                .flatMap(text -> text.lines().findFirst())
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .orElse("not found; it is needed to build")));
  }

  private static void machine(List<Finding> findings) {
    findings.add(
        Finding.of(
            "machine",
            "system",
            "%s %s, %s"
                .formatted(
                    System.getProperty("os.name"),
                    System.getProperty("os.version"),
                    System.getProperty("os.arch"))));
    findings.add(Finding.of("machine", "processor", Environment.cpu()));
    findings.add(
        Finding.of(
            "machine",
            "cores",
            Runtime.getRuntime().availableProcessors()
                + " that Java may use; limit of the container: "
                + first(Path.of("/sys/fs/cgroup/cpu.max"))));
    long total = meminfo("MemTotal");
    findings.add(
        Finding.of(
                "machine",
                "memory",
                "%s, %s available; limit of the container: %s; Java's heap: up to %s"
                    .formatted(
                        size(total),
                        size(meminfo("MemAvailable")),
                        first(Path.of("/sys/fs/cgroup/memory.max")),
                        size(Runtime.getRuntime().maxMemory())))
            .warn(
                total > 0 && total < LITTLE_MEMORY,
                "there is less than 2 GiB of memory: train small networks only"));
    String encoding = System.getProperty("sun.jnu.encoding", "unknown");
    findings.add(
        Finding.of(
                "machine",
                "encoding",
                "file names %s, files %s".formatted(encoding, System.getProperty("file.encoding")))
            .warn(
                !encoding.equalsIgnoreCase("UTF-8"),
                "file names are not UTF-8, so Java cannot open those with other characters than"
                    + " ASCII: set LC_ALL to a UTF-8 locale, such as C.UTF-8"));
  }

  private static long meminfo(String name) {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith(name + ":"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }

  /** The first line of a file of the system. */
  private static String first(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("none found");
    } catch (IOException e) {
      return "none found";
    }
  }

  private static String size(long bytes) {
    return bytes < 0 ? "unknown" : "%.1f GiB".formatted(bytes / GIB);
  }

  private void folders(List<Finding> findings) {
    findings.add(room("results", Path.of("").toAbsolutePath()));
    findings.add(room("temporary files", Path.of(System.getProperty("java.io.tmpdir"))));
    try {
      findings.add(room("native libraries", NativeFacts.cacheFolder()));
    } catch (BackendException e) {
      findings.add(
          Finding.of("folders", "native libraries", "not usable").stop(true, e.getMessage()));
    }
  }

  private static Finding room(String what, Path folder) {
    try {
      long room = Files.getFileStore(folder).getUsableSpace();
      Finding finding =
          Finding.of(
              "folders",
              what,
              "%s, %s free%s"
                  .formatted(folder, size(room), Files.isWritable(folder) ? "" : ", not writable"));
      if (room < LEAST_ROOM) {
        return finding.stop(true, "the disk of '%s' is full: free some of it".formatted(folder));
      }
      return finding
          .warn(
              !Files.isWritable(folder),
              "'%s' cannot be written: give another folder, as with --out or ANACT_CACHE"
                  .formatted(folder))
          .warn(
              room < LITTLE_ROOM,
              "the disk of '%s' has less than 1 GiB left: free some of it".formatted(folder));
    } catch (IOException e) {
      return Finding.of("folders", what, folder.toString())
          .stop(true, "'%s' cannot be used (%s): name another".formatted(folder, e));
    }
  }

  private void variables(List<Finding> findings) {
    for (String name : VARIABLES) {
      Optional.ofNullable(environment.get(name))
          .ifPresent(value -> findings.add(Finding.of("variables", name, value)));
    }
    Optional.ofNullable(environment.get("ANACT_JAVA_OPTS"))
        .ifPresent(
            options ->
                findings.add(Finding.of("variables", "ANACT_JAVA_OPTS", withoutValues(options))));
  }

  /** Properties may hold what is nobody's business. */
  static String withoutValues(String options) {
    return Arrays.stream(options.strip().split("\\s+"))
        .map(option -> option.startsWith("-X") ? option : option.replaceFirst("=.*", "=..."))
        .collect(Collectors.joining(" "));
  }

  private Finding dataset(DatasetEntry entry) {
    if (entry.embedded()) {
      return Finding.of("data sets", entry.name(), "comes with the suite");
    }
    Path folder = entry.locate(data);
    if (!entry.format().isIn(folder)) {
      return Finding.of(
          "data sets", entry.name(), "not here: ./anact datasets fetch " + entry.name());
    }
    try {
      return Finding.of(
          "data sets",
          entry.name(),
          (datasets.isDoubtful(entry, folder) ? Dataset.UNPROVEN + ": " : "here: ") + folder);
    } catch (DatasetException e) {
      return Finding.of("data sets", entry.name(), "damaged: " + folder)
          .warn(true, "data set '%s' is damaged: ./anact datasets verify".formatted(entry.name()));
    }
  }
}
