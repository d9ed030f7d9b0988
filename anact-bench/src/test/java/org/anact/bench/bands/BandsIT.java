package org.anact.bench.bands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.anact.bench.cli.Anact;
import org.junit.jupiter.api.Test;

/** Training still goes as it went when the references of the suite were made. */
final class BandsIT {

  private static final Path OUT = Path.of("target", "bands");

  /**
   * In a process of its own, so that what other tests set up in theirs is no part of the check. Its
   * seeds are fixed: the same code on the same machine gives the same answer.
   */
  @Test
  void trainingIsWithinTheReferenceBands() throws Exception {
    Files.createDirectories(OUT);
    Path log = OUT.resolve("check.log");
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Anact.class.getName(),
                "bands",
                "check",
                "--threads",
                "1",
                "--jobs",
                "2",
                "--out",
                OUT.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(log)).isZero();
    for (String name : BandSource.SHIPPED) {
      assertThat(OUT.resolve(name).resolve("check.json")).content().contains("\"passes\" : true");
    }
  }
}
