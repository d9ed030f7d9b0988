package org.anact.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.anact.bench.doctor.Finding;
import org.junit.jupiter.api.Test;

/** What {@code ./anact doctor} prints and ends with. */
final class DoctorCommandTest extends CommandTest {

  private static Finding finding(String name, Optional<Finding.Trouble> trouble) {
    return new Finding("machine", name, "value", trouble);
  }

  @Test
  void endsWithOneIfSomethingStopsASweep() {
    Finding well = finding("memory", Optional.empty());
    Finding warned = finding("disk", Optional.of(new Finding.Trouble("free some", false)));
    Finding stopped = finding("start", Optional.of(new Finding.Trouble("no driver", true)));

    assertThat(DoctorCommand.print(List.of(well), new PrintWriter(out))).isZero();
    assertThat(out.toString())
        .isEqualTo("machine%n  memory  value%nnothing is wrong%n".formatted());
    forget();
    assertThat(DoctorCommand.print(List.of(well, warned), new PrintWriter(out))).isZero();
    assertThat(out.toString()).endsWith("problems%n  warning: free some%n".formatted());
    forget();
    assertThat(DoctorCommand.print(List.of(warned, stopped), new PrintWriter(out))).isEqualTo(1);
    assertThat(out.toString()).endsWith("  stops a sweep: no driver%n".formatted());
  }
}
