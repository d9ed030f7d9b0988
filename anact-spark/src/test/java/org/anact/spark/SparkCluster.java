package org.anact.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A standalone cluster on the loopback: a master and workers of one core, each a process, which
 * accept only applications that know their secret. Spark is what Maven copies by {@code
 * src/test/spark/pom.xml}; it has no other home.
 */
final class SparkCluster implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String VERSION = System.getProperty("spark.version");
  private static final String SCALA = System.getProperty("spark.scala");
  private static final List<String> SECRET =
      List.of("spark.authenticate=true", "spark.authenticate.secret=of-a-test");

  private final Path home = Path.of("target", "spark-" + VERSION).toAbsolutePath();
  private final Path folder;
  private final List<Process> daemons = new ArrayList<>();
  private final String master;

  /**
   * Starts the master.
   *
   * @param folder for logs and the folders of executors
   */
  SparkCluster(Path folder) throws Exception {
    this.folder = folder;
    copySpark();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    master = "spark://" + LOOPBACK + ":" + port;
    Process process = daemon("master.Master", "--port", Integer.toString(port));
    while (!isOpen(port)) {
      assertThat(process.isAlive()).as("Spark's master, whose log is in " + folder).isTrue();
      Thread.sleep(100);
    }
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void copySpark() throws Exception {
    Path done = home.resolve("copied");
    if (!Files.exists(done)) {
      Files.createDirectories(home);
      Path log = home.resolve("maven.log");
      int code =
          new ProcessBuilder(
                  Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                  "-B",
                  "-ntp",
                  "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                  "-Dspark.version=" + VERSION,
                  "-Dspark.scala=" + SCALA,
                  "-DoutputDirectory=" + home.resolve("jars"),
                  "-f",
                  "src/test/spark/pom.xml",
                  "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      assertThat(code).as(Files.readString(log)).isZero();
      Files.createFile(done);
    }
    Path program = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
    Files.writeString(
        program,
        "#!/bin/sh\nexec '%s' \"$@\"\n"
            .formatted(String.join("' '", java("-Xmx640m", "SparkSubmit"))));
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  /** Of the packages that Spark's own scripts open to it. */
  private List<String> java(String heap, String main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    for (String name :
        List.of("java.lang", "java.lang.invoke", "java.nio", "java.util", "sun.nio.ch")) {
      command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", home.resolve("jars") + "/*"));
    command.add("org.apache.spark.deploy." + main);
    return command;
  }

  private Process daemon(String main, String... options) throws IOException {
    List<String> command = java("-Xmx256m", main);
    SECRET.forEach(setting -> command.add(1, "-D" + setting));
    command.addAll(List.of("--host", LOOPBACK, "--webui-port", "0"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    Process process =
        builder.redirectOutput(folder.resolve("daemon" + daemons.size() + ".log").toFile()).start();
    daemons.add(process);
    return process;
  }

  /** Starts a worker of one core. */
  void addWorker() throws IOException {
    String work = folder.resolve("work" + daemons.size()).toString();
    daemon("worker.Worker", "--cores", "1", "--memory", "512m", "--work-dir", work, master);
  }

  /** Returns the variables with which {@code spark-submit} finds itself. */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", SCALA, "SPARK_LOCAL_IP", LOOPBACK);
  }

  /** Returns the options of {@code spark-submit} for this cluster. */
  List<String> options() {
    List<String> options = new ArrayList<>(List.of("--master", master));
    options.addAll(List.of("--executor-memory", "512m"));
    SECRET.forEach(setting -> options.addAll(List.of("--conf", setting)));
    options.addAll(
        List.of(
            "--conf",
            "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "--conf",
            "spark.ui.enabled=false"));
    return options;
  }

  @Override
  public void close() {
    for (Process process : daemons) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
  }
}
