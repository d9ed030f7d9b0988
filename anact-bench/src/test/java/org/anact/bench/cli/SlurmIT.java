package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.anact.bench.run.Environment;
import org.anact.results.PlannedRun;
import org.anact.results.RunReader;
import org.anact.results.RunRecord;
import org.anact.results.SweepRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A tuned sweep by a Slurm of its own, on two nodes of this machine, with a task that is requeued.
 * It needs Debian's packages slurmctld, slurmd, slurm-client and munge, and root.
 */
final class SlurmIT extends CommandTest {

  private static final int MINUTES = 5;

  private static final List<String> MEASURED =
      List.of(
          "seconds",
          "images_per_second",
          "resident",
          "wait",
          "detail",
          "share",
          "cost",
          "core_hours");

  private static final String GRID =
      """
      name: arrayed
      datasets: [fashion-mnist-mini]
      models: [mlp]
      activations: [tanh]
      seeds: [1]
      recipe: {epochs: 8, batchSize: 25}
      tune: {learningRate: [0.02], seeds: [101], validation: 0.2}
      """;

  private final List<Path> pidFiles = new ArrayList<>();

  @BeforeEach
  void startSlurm() throws Exception {
    for (String program : List.of("munged", "slurmctld", "slurmd", "sbatch", "squeue")) {
      assumeTrue(isThere(program), "there is no " + program + ": install Debian's slurm packages");
    }
    assumeTrue(System.getProperty("user.name").equals("root"), "Slurm's daemons need root");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    byte[] key = new byte[128];
    new Random(1).nextBytes(key);
    Path keyFile = Files.write(folder.resolve("key"), key);
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("r--------"));
    Files.createDirectory(folder.resolve("state"));
    String host = shell("hostname -s").strip();
    Files.writeString(
        folder.resolve("slurm.conf"),
        """
        ClusterName=anact
        SlurmctldHost=HOST(127.0.0.1)
        SlurmctldPort=%d
        CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
        AuthType=auth/munge
        AuthInfo=socket=DIR/munge.sock
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_CPU
        SlurmUser=root
        SlurmdUser=root
        StateSaveLocation=DIR/state
        SlurmdSpoolDir=DIR/spool.%%n
        SlurmctldPidFile=DIR/slurmctld.pid
        SlurmdPidFile=DIR/slurmd.%%n.pid
        SlurmctldLogFile=DIR/slurmctld.log
        SlurmdLogFile=DIR/slurmd.%%n.log
        MpiDefault=none
        ReturnToService=2
        KillWait=1
        SchedulerParameters=batch_sched_delay=0,sched_interval=1
        NodeName=n1 NodeHostname=HOST NodeAddr=127.0.0.1 Port=%d CPUs=1
        NodeName=n2 NodeHostname=HOST NodeAddr=127.0.0.1 Port=%d CPUs=1
        PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
        """
            .formatted(freePort(), freePort(), freePort())
            .replace("HOST", host)
            .replace("DIR", folder.toString()));
    Files.writeString(folder.resolve("anact"), launcher());
    assertThat(folder.resolve("anact").toFile().setExecutable(true)).isTrue();
    for (String pid : List.of("slurmd.n1", "slurmd.n2", "slurmctld", "munged")) {
      pidFiles.add(folder.resolve(pid + ".pid"));
    }
    shell(
        "munged --force --key-file DIR/key --socket DIR/munge.sock --pid-file DIR/munged.pid"
            + " --log-file DIR/munged.log --seed-file DIR/seed");
    shell("slurmctld -c; slurmd -N n1; slurmd -N n2");
  }

  @AfterEach
  void stopSlurm() throws Exception {
    for (Path file : pidFiles) {
      if (Files.exists(file)) {
        long pid = Long.parseLong(Files.readString(file).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        await(() -> ProcessHandle.of(pid).isEmpty());
      }
    }
  }

  private static boolean isThere(String program) {
    return Stream.concat(
            Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/sbin"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String launcher() {
    return """
    #!/bin/sh
    exec '%s/bin/java' -Xmx1g -XX:TieredStopAtLevel=1 -D%s='%s' -cp '%s' %s "$@"
    """
        .formatted(
            System.getProperty("java.home"),
            Environment.HOME_PROPERTY,
            folder,
            System.getProperty("java.class.path"),
            Anact.class.getName());
  }

  /** Runs a line of a shell as a user of this Slurm does, and returns what it prints. */
  private String shell(String line) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", line.replace("DIR", folder.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("SLURM_CONF", folder.resolve("slurm.conf").toString());
    builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
    // A daemon keeps the streams of its parent.
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process = builder.redirectOutput(output.toFile()).start();
    int code = process.waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(code).as(line + "\n" + text).isZero();
    return text;
  }

  /** A condition that may come true later. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws Exception;
  }

  private void await(Condition condition) throws Exception {
    long end = System.nanoTime() + MINUTES * 60_000_000_000L;
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain\n" + logs());
      }
      Thread.sleep(50);
    }
  }

  private String logs() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(SlurmIT::isLog)::iterator) {
        text.append(file).append(":\n").append(Files.readString(file)).append('\n');
      }
    }
    return text.toString();
  }

  private static boolean isLog(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".out") || name.endsWith(".log");
  }

  @Test
  void aTunedSweepWithARequeuedTaskEndsAsOneProcessDoes() throws Exception {
    Path grid = Files.writeString(folder.resolve("grid.yaml"), GRID);
    Path results = folder.resolve("results");
    String command = "DIR/anact run grid.yaml --out results --threads 1 --on slurm -- --time=10";
    assertThat(shell(command)).contains("submitted wave 1: array ", " of 1 run, and job ");
    // The final run is in the second wave.
    String[] element = new String[1];
    await(
        () -> {
          try (Stream<Path> files = Files.list(results.resolve("slurm"))) {
            element[0] =
                files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+_1\\.out"))
                    .map(name -> name.replace(".out", ""))
                    .findFirst()
                    .orElse(null);
          }
          return element[0] != null
              && Files.readString(results.resolve("slurm/" + element[0] + ".out"))
                  .contains(" epoch 1/");
        });
    shell("scontrol requeue " + element[0]);
    await(() -> shell("squeue -h -o %T -j " + element[0]).contains("PENDING"));
    assertThat(shell("DIR/anact status results")).contains("array", "1 pending");
    // It would wait for two minutes.
    shell("scontrol update jobid=" + element[0] + " StartTime=now");
    await(() -> Files.exists(results.resolve("report/index.html")));
    await(() -> shell("squeue -h").isBlank());

    Path whole = folder.resolve("whole");
    assertThat(anact("run", grid.toString(), "--out", whole.toString(), "--threads", "1")).isZero();
    List<PlannedRun> runs = SweepRecord.read(results).runs();
    assertThat(runs).hasSize(2).isEqualTo(SweepRecord.read(whole).runs());
    for (PlannedRun run : runs) {
      RunRecord one = RunReader.read(results.resolve("runs").resolve(run.id()));
      RunRecord other = RunReader.read(whole.resolve("runs").resolve(run.id()));
      assertThat(one.stepLosses()).isEqualTo(other.stepLosses());
      assertThat(one.signals()).isEqualTo(other.signals());
      assertThat(one.weights()).isEqualTo(other.weights());
      assertThat(one.provenance().place().orElseThrow().engine()).isEqualTo("slurm");
      assertThat(one.outcome().resumes()).hasValue(run.isTrial() ? 0 : 1);
    }
    assertThat(tables(results)).isEqualTo(tables(whole)).isNotEmpty();
    assertThat(results.resolve("partial")).isEmptyDirectory();
  }

  /** The tables of a report without the columns of what is measured with a clock. */
  private static List<List<String>> tables(Path results) throws IOException {
    List<List<String>> tables = new ArrayList<>();
    try (Stream<Path> files = Files.list(results.resolve("report"))) {
      for (Path file :
          (Iterable<Path>)
              files.filter(path -> path.toString().endsWith(".csv")).sorted()::iterator) {
        List<String> rows = Files.readAllLines(file);
        String[] heads = rows.get(0).split(",", -1);
        List<String> kept = new ArrayList<>(List.of(file.getFileName().toString()));
        for (String row : rows) {
          String[] cells = row.split(",", -1);
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < Math.min(heads.length, cells.length); i++) {
            String head = heads[i];
            if (MEASURED.stream().noneMatch(head::contains)) {
              text.append(cells[i]).append(',');
            }
          }
          kept.add(text.toString());
        }
        tables.add(kept);
      }
    }
    return tables;
  }
}
