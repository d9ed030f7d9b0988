package org.anact.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.anact.bench.cli.Anact;
import org.anact.bench.faults.Verdict.Bands;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The fast tests and the convergence bands notice every fault of the list, and nothing where there
 * is none. It takes an hour and more, so it runs with {@code -Pfaults} alone.
 *
 * <p>What each process wrote stays in {@code target/faults}, beside the table.
 */
@Tag("faults")
final class PlantedFaultsIT {

  /** System property with part of a name: only the faults that have it are planted. */
  private static final String ONLY = "faults.only";

  /** System property that leaves the bands out where it is {@code off}. */
  private static final String BANDS = "faults.bands";

  private static final String TESTS_OUTPUT = "fast-tests.txt";
  private static final String BANDS_OUTPUT = "bands.txt";

  private final Checkout checkout = Checkout.around();
  private final Path target = checkout.root().resolve("anact-bench/target/faults");

  @Test
  void everyPlantedFaultIsNoticedAndNothingIsWhereThereIsNone() throws Exception {
    ChildJvm sound = new ChildJvm(checkout, List.of(), target.resolve("no-fault"));
    assertThat(failedTests(sound, checkout.testClasses()))
        .as("fast tests that fail without a fault")
        .isEmpty();
    boolean withBands = hasBands(sound);
    if (withBands) {
      assertThat(bands(sound)).as("the bands without a fault").isEqualTo(Bands.MISSED);
    }
    System.out.println("no fault: nothing noticed" + (withBands ? "" : "; without bands"));

    List<Verdict> verdicts = new ArrayList<>();
    for (Fault fault : Fault.all()) {
      if (fault.name().contains(System.getProperty(ONLY, ""))) {
        verdicts.add(verdict(fault, withBands));
        Verdict.write(verdicts, target.resolve("table.md"));
        System.out.println(verdicts.get(verdicts.size() - 1).line());
      }
    }
    assertThat(verdicts).isNotEmpty().allMatch(Verdict::isCaught);
  }

  private Verdict verdict(Fault fault, boolean withBands) throws Exception {
    Path folder = target.resolve(fault.folderName());
    Path classes = Overlay.plant(fault, checkout, folder);
    ChildJvm faulty = new ChildJvm(checkout, List.of(classes), folder);
    List<Path> concerned = checkout.testClassesAbove(fault.edits().get(0).file());
    return new Verdict(
        fault, failedTests(faulty, concerned), withBands ? bands(faulty) : Bands.NOT_RUN);
  }

  private static List<String> failedTests(ChildJvm jvm, List<Path> testClasses) throws Exception {
    List<String> folders = testClasses.stream().map(Path::toString).toList();
    // Some tests read pages of the checkout, by their path from a module.
    Path module = jvm.checkout().root().resolve("anact-bench");
    int code = jvm.run(FastTestRun.class.getName(), module, TESTS_OUTPUT, folders);
    Path output = jvm.folder().resolve(TESTS_OUTPUT);
    assertThat(code)
        .as("the tests of %s ran: see %s", folders, output)
        .isIn(FastTestRun.ALL_PASSED, FastTestRun.SOME_FAILED);
    try (Stream<String> lines = Files.lines(output)) {
      return lines
          .filter(line -> line.startsWith(FastTestRun.FAILED))
          .map(line -> line.substring(FastTestRun.FAILED.length()))
          .toList();
    }
  }

  private static boolean hasBands(ChildJvm jvm) throws IOException, InterruptedException {
    return !System.getProperty(BANDS, "on").equals("off")
        && jvm.run(
                Anact.class.getName(),
                jvm.folder(),
                BANDS_OUTPUT,
                List.of("bands", "check", "--help"))
            == 0;
  }

  private static Bands bands(ChildJvm jvm) throws IOException, InterruptedException {
    int code =
        jvm.run(
            Anact.class.getName(),
            jvm.folder(),
            BANDS_OUTPUT,
            List.of("bands", "check", "--threads", "1", "--out", "bands"));
    assertThat(code)
        .as("the bands were checked: see %s", jvm.folder().resolve(BANDS_OUTPUT))
        .isIn(0, 1);
    return code == 0 ? Bands.MISSED : Bands.CAUGHT;
  }
}
