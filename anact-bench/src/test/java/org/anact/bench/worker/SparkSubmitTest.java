package org.anact.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.anact.bench.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SparkSubmitTest {

  @TempDir private Path folder;

  private Path program;
  private String jar;

  @BeforeEach
  void makeSpark() throws IOException {
    program = Files.createDirectories(folder.resolve("spark/bin")).resolve("spark-submit");
    assertThat(Files.writeString(program, "").toFile().setExecutable(true)).isTrue();
    jar = Files.writeString(folder.resolve("anact-spark.jar"), "").toString();
  }

  private List<String> command(Map<String, String> environment, String... options) {
    return SparkSubmit.of(
            environment, jar, List.of(options), "anact g", 3, folder.resolve("spark.log"))
        .command();
  }

  private Map<String, String> home() {
    return Map.of("SPARK_HOME", folder.resolve("spark").toString(), "PATH", "/nowhere");
  }

  @Test
  void theClustersOwnProgramIsFound() {
    assertThat(command(home())).startsWith(program.toString());
    assertThat(command(Map.of("PATH", "/nowhere:" + program.getParent())))
        .startsWith(program.toString());
  }

  @Test
  void withoutTheProgramOrTheModuleOneSentenceSaysWhatToDo() {
    assertThatThrownBy(() -> command(Map.of("PATH", "/nowhere")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "there is no spark-submit on PATH: set SPARK_HOME to the folder of the cluster's"
                + " Spark");
    assertThatThrownBy(() -> command(Map.of("SPARK_HOME", "/nowhere")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("SPARK_HOME is '/nowhere', which has no bin/spark-submit");
    jar = folder.resolve("missing.jar").toString();
    assertThatThrownBy(() -> command(home()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("anact-spark is not built");
  }

  @Test
  void theSweepStaysInClientMode() {
    assertThatThrownBy(() -> command(home(), "--deploy-mode", "cluster"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("client mode");
    assertThatThrownBy(() -> command(home(), "--deploy-mode=cluster"))
        .isInstanceOf(InputException.class);
    assertThat(command(home(), "--deploy-mode", "client")).contains("client");
  }

  @Test
  void optionsOfTheUserComeLastAndSoWin() {
    List<String> command =
        command(home(), "--master", "spark://h:7077", "--conf", "spark.task.cpus=8");
    assertThat(command)
        .containsSubsequence(
            "spark.task.cpus=3",
            "spark.executor.cores=3",
            "spark.speculation=false",
            "--master",
            "spark://h:7077",
            "spark.task.cpus=8",
            jar,
            "env",
            WorkerProcess.class.getName())
        .contains("spark.executor.extraClassPath=" + jar)
        .doesNotContain("spark.authenticate=true");
  }

  @Test
  void whereSparkMakesTheSecretItselfItsConnectionsAreAuthenticated() {
    assertThat(command(home(), "--master", "yarn")).contains("spark.authenticate=true");
    assertThat(command(home(), "--master=k8s://https://h:6443"))
        .contains("spark.authenticate=true");
  }

  @Test
  void workersGetTheVariablesThatDecideTheirNumbersAndNoOthers() {
    List<String> command =
        command(
            Map.of(
                "SPARK_HOME", folder.resolve("spark").toString(),
                "OPENBLAS_CORETYPE", "Haswell",
                "OMP_NUM_THREADS", "7",
                "LC_ALL", "C.UTF-8",
                "ANACT_CLASSPATH", "mine:/my.jar",
                "AWS_SECRET_ACCESS_KEY", "x"));
    assertThat(command)
        .containsSubsequence(
            "env",
            "LC_ALL=C.UTF-8",
            "OPENBLAS_CORETYPE=Haswell",
            "ANACT_CLASSPATH=" + Path.of("mine").toAbsolutePath() + ":/my.jar")
        .noneMatch(word -> word.contains("OMP_NUM_THREADS") || word.contains("SECRET"));
    String classPath = command.get(command.lastIndexOf("-cp") + 1);
    assertThat(classPath.split(":")).allMatch(entry -> entry.startsWith("/"));
  }
}
