package org.anact.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EnvironmentTest {

  @Test
  void commandThatDoesNotEndIsNotWaitedFor() {
    // It waits for its standard input, which stays open.
    List<String> hangs = List.of("cat");
    assertThat(Environment.output(hangs, Duration.ofMillis(50))).isEmpty();
  }

  @Test
  void commandThatIsMissingOrFailsSaysNothing() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(Environment.output(List.of("no-such-command"), minute)).isEmpty();
    assertThat(Environment.output(List.of("cat", "no-such-file"), minute)).isEmpty();
    assertThat(Environment.output(List.of("echo", "abc"), minute)).contains("abc");
  }
}
