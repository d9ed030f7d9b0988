package org.anact.bench.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The script {@code anact} in checkouts whose path has spaces and umlauts, with next to nothing in
 * the environment. Java and Maven are scripts that tell how they were called, but for one real run.
 */
final class LauncherIT {

  private static final String JAVA =
      """
      #!/bin/bash
      if [[ $1 == -XshowSettings:properties ]]; then
        echo "    java.home = ${0%/bin/java}"
        echo "    java.specification.version = ${FAKE_VERSION:-17}"
        echo "    user.home = ${FAKE_HOME-/home/of me}"
      else
        echo "LC_ALL=${LC_ALL:-}"
        printf '<%s>\\n' "$@"
      fi
      """;

  /** Makes what the launcher reads of a build, and counts its calls. */
  private static final String MAVEN =
      """
      #!/bin/bash
      echo "$PWD $*" >> "$CALLS"
      sleep "${FAKE_SECONDS:-0}"
      [[ -z ${FAKE_ERROR:-} ]] || { echo "[ERROR] $FAKE_ERROR"; exit 1; }
      echo 'Downloaded from central: https://x/y/small.jar (2 kB at 1 kB/s)'
      echo 'Downloaded from central: https://x/y/large.jar (42 MB at 1 MB/s)'
      echo '[INFO] --- compiler:3:compile (default-compile) @ anact-core ---'
      mkdir -p anact-bench/target/launcher/classes
      touch anact-core/core.jar
      printf '%s' "$PWD/anact-core/core.jar:$REPOSITORY/library.jar" \\
        > anact-bench/target/launcher/class-path.txt
      """;

  @TempDir private Path folder;

  private Path checkout;
  private Path calls;

  /** What a launcher printed, and its exit code. */
  private record End(int code, String out, String err) {}

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = folder.resolve("anact prüfung [x]");
    for (String module : List.of("anact-bench", "anact-core", "datasets")) {
      Files.createDirectories(checkout.resolve(module).resolve("src/main"));
      Files.writeString(checkout.resolve(module).resolve("pom.xml"), "");
    }
    Files.createDirectories(checkout.resolve("datasets/fashion-mnist-mini"));
    Files.writeString(checkout.resolve("pom.xml"), "");
    Files.copy(
        Path.of("..").toRealPath().resolve("anact"),
        checkout.resolve("anact"),
        StandardCopyOption.COPY_ATTRIBUTES);
    calls = folder.resolve("calls");
    Files.writeString(calls, "");
    Files.createDirectories(folder.resolve("repository"));
    Files.writeString(folder.resolve("repository/library.jar"), "");
    script("jdk/bin/java", JAVA);
    script("jdk/bin/javac", "");
    script("maven/mvn", MAVEN);
  }

  private void script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** A launcher that has been started. */
  private record Started(Process process, Path err) {

    End end() throws Exception {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new End(process.waitFor(), out, Files.readString(err));
    }
  }

  private Started start(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", launcher.toString()));
    command.addAll(List.of(arguments));
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("maven") + ":/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("CALLS", calls.toString());
    builder.environment().put("REPOSITORY", folder.resolve("repository").toString());
    builder.environment().putAll(environment);
    return new Started(builder.start(), err);
  }

  private End anact(Map<String, String> environment, String... arguments) throws Exception {
    return start(checkout.resolve("anact"), environment, arguments).end();
  }

  private static String classPath(End end) {
    List<String> lines = end.out().lines().toList();
    return lines.get(lines.indexOf("<-cp>") + 1);
  }

  private String classPathOf(Path home) {
    return "<%s/anact-bench/target/launcher/classes:%s/anact-core/core.jar:%s>"
        .formatted(home, home, folder.resolve("repository/library.jar"));
  }

  @Test
  void itBuildsWhatIsMissingAndShowsItAndThenOnlyWhatIsOutOfDate() throws Exception {
    End first = anact(Map.of(), "list", "ein Wort");
    assertThat(first.err())
        .contains("anact: building", "downloaded 2 files, large.jar", "compiling anact-core")
        .doesNotContain("small.jar");
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .endsWith("<org.anact.bench.cli.Anact>\n<list>\n<ein Wort>\n")
        .contains("<-Danact.home=" + checkout + ">");
    assertThat(classPath(first)).isEqualTo(classPathOf(checkout));
    assertThat(calls)
        .content()
        .isEqualTo(checkout + " -B -T 1C -Dlauncher package\n")
        .as("tests and checks are left out by the profile of this property");

    assertThat(anact(Map.of()).err()).isEmpty();
    assertThat(Files.readAllLines(calls)).hasSize(1);
    Path source = Files.writeString(checkout.resolve("anact-core/src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(9)));
    assertThat(anact(Map.of()).code()).isZero();
    assertThat(Files.readAllLines(calls)).hasSize(2);
    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.EPOCH));
    Files.delete(folder.resolve("repository/library.jar"));
    assertThat(anact(Map.of()).err())
        .contains("names a file that does not exist", "class-path-native.txt");
    assertThat(Files.readAllLines(calls)).hasSize(3);
  }

  @Test
  void sparksModuleIsBuiltForTheCommandsThatNameIt() throws Exception {
    String jar = checkout + "/anact-spark/target/launcher/anact-spark.jar";
    assertThat(anact(Map.of(), "run", "quick", "--on", "spark").out())
        .contains("<-Danact.spark=" + jar + ">");
    assertThat(anact(Map.of(), "run", "quick", "--on=spark").code()).isZero();
    assertThat(calls).content().isEqualTo(checkout + " -B -T 1C -Pspark -Dlauncher package\n");
    assertThat(anact(Map.of(), "list").out()).doesNotContain("anact.spark");
    assertThat(Files.readAllLines(calls)).hasSize(2).last().asString().doesNotContain("-Pspark");
  }

  /** What trains needs the second compiler, whose code the kernels' speed comes from. */
  @Test
  void onlyCommandsThatTrainNothingDoWithoutTheSecondCompiler() throws Exception {
    assertThat(anact(Map.of(), "report", "x").out()).contains("<-XX:TieredStopAtLevel=1>");
    assertThat(anact(Map.of(), "run", "report").out()).doesNotContain("TieredStopAtLevel");
    assertThat(anact(Map.of()).out()).doesNotContain("TieredStopAtLevel");
  }

  @Test
  void aCopyAndALinkRunTheirOwnClassesWithoutABuild() throws Exception {
    assertThat(anact(Map.of()).code()).isZero();
    Path copy = folder.resolve("p2 ö");
    new ProcessBuilder("cp", "-a", checkout.toString(), copy.toString()).start().waitFor();
    End end = start(copy.resolve("anact"), Map.of()).end();
    assertThat(classPath(end)).isEqualTo(classPathOf(copy));
    assertThat(end.out()).contains("<-Danact.home=" + copy + ">");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of(copy + "/anact"));
    assertThat(classPath(start(link, Map.of()).end())).isEqualTo(classPathOf(copy));
    assertThat(Files.readAllLines(calls)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"LC_ALL,C", "LANG,C", "LANG,xx_YY", "LC_CTYPE,POSIX", "NONE,x"})
  void fileNamesAreUtf8InEveryLocale(String variable, String locale) throws Exception {
    End end = anact(Map.of(variable, locale));
    assertThat(end.out()).containsPattern("LC_ALL=.*(?i)utf-?8\n");
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Map<String, String> slow = Map.of("FAKE_SECONDS", "0.5");
    Started one = start(checkout.resolve("anact"), slow);
    Started two = start(checkout.resolve("anact"), slow);
    for (End end : List.of(one.end(), two.end())) {
      assertThat(end.code()).isZero();
      assertThat(classPath(end)).isEqualTo(classPathOf(checkout));
    }
    assertThat(Files.readAllLines(calls)).hasSize(1);
  }

  @Test
  void aBuildThatFailsNamesItsLogAndIsTriedAgain() throws Exception {
    End failed = anact(Map.of("FAKE_ERROR", "no network"));
    Path log = checkout.resolve("anact-bench/target/launcher/build.log");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err())
        .endsWith("[ERROR] no network\nanact: the build failed: see '%s'\n".formatted(log));
    assertThat(log).content().contains("no network");
    assertThat(anact(Map.of()).code()).isZero();
  }

  /** Another user's folder; the super-user, as whom tests may run, is only stopped by a file. */
  @Test
  void aFolderOfBuildsThatCannotBeWrittenIsNamed() throws Exception {
    Files.writeString(checkout.resolve("anact-bench/target"), "");
    End end = anact(Map.of());
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.err())
        .contains("'" + checkout.resolve("anact-bench/target/launcher") + "' cannot be written")
        .hasLineCount(1);
    assertThat(calls).isEmptyFile();
  }

  @Test
  void ownClassesAreFoundUnderAnyNameAndMissingOnesRefused() throws Exception {
    Path own = Files.createDirectories(folder.resolve("meine Klassen ä"));
    End end = anact(Map.of("ANACT_CLASSPATH", own + ":" + own + "/*"));
    assertThat(classPath(end)).endsWith(":" + own + ":" + own + "/*>");
    End missing = anact(Map.of("ANACT_CLASSPATH", own + ":/no where"));
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("ANACT_CLASSPATH names '/no where'");
  }

  @Test
  void sizeOfCudaIsToldBeforeItIsDownloaded() throws Exception {
    Map<String, String> cuda =
        Map.of("ANACT_BACKEND", "cuda", "FAKE_HOME", folder.resolve("home").toString());
    assertThat(anact(cuda).err()).contains("the first time Maven downloads about 2.8 GB");
    assertThat(Files.readString(calls)).contains("-Pcuda");

    Path here = folder.resolve("home/.m2/repository/org/bytedeco/cuda/11.6");
    Files.createDirectories(here);
    Files.writeString(here.resolve("cuda-11.6-linux-x86_64-redist.jar"), "");
    Files.delete(checkout.resolve("anact-bench/target/launcher/class-path-cuda.txt"));
    assertThat(anact(cuda).err()).contains("the first time Maven downloads about 400 MB");
  }

  @ParameterizedTest
  @CsvSource({
    "FAKE_VERSION, 11, is version 11: set JAVA_HOME to a JDK",
    "JAVA_HOME, /nowhere, there is no '/nowhere/bin/java': install a JDK",
    "PATH, tools, there is no 'mvn': install Maven",
    "FAKE_HOME, ?, there is no home directory",
    "ANACT_BACKEND, tpu, ANACT_BACKEND is 'tpu': give native or cuda"
  })
  void whatIsMissingIsToldInASentence(String variable, String value, String sentence)
      throws Exception {
    for (String tool : List.of("dirname", "sed", "find", "mkdir", "bash")) {
      script("tools/" + tool, "#!/bin/bash\nexec /usr/bin/%s \"$@\"\n".formatted(tool));
    }
    Path tools = folder.resolve("tools");
    End end = anact(Map.of(variable, value.equals("tools") ? tools.toString() : value));
    assertThat(end.code()).isEqualTo(2);
    assertThat(end.err()).contains(sentence).hasLineCount(1);
  }

  /** With the classes of this test's own class path, nothing is built. */
  @Test
  void aRealRunKeepsItsNamesWithoutALocale() throws Exception {
    assertThat(anact(Map.of()).code()).isZero();
    Path entries = checkout.resolve("anact-bench/target/launcher/class-path-native.txt");
    Files.writeString(
        entries,
        Stream.of(System.getProperty("java.class.path").split(":", -1))
            .filter(entry -> Files.exists(Path.of(entry)))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining("\n", "", "\n")));
    Path grid =
        Files.writeString(
            folder.resolve("gitter ü.yaml"),
            """
            name: tiny
            datasets: [fashion-mnist-mini]
            models: [mlp]
            activations: [relu]
            seeds: [1]
            recipe: {epochs: 1, batchSize: 1000}
            """);
    Map<String, String> real =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            // The run is over before the second compiler has paid for itself.
            "ANACT_JAVA_OPTS",
            "-XX:TieredStopAtLevel=1 -Xmx1g");
    End end =
        start(
                checkout.resolve("anact"),
                real,
                "run",
                grid.toString(),
                "--jobs",
                "1",
                "--out",
                "arbeit ü")
            .end();
    assertThat(end.err()).isEmpty();
    assertThat(end.code()).isZero();
    assertThat(end.out()).contains("report: " + folder.resolve("arbeit ü/report/index.html"));
    assertThat(folder.resolve("arbeit ü/report/index.html")).isNotEmptyFile();
    assertThat(folder.resolve("arbeit ??")).doesNotExist();
  }
}
