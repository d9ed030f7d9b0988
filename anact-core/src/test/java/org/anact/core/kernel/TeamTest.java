package org.anact.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TeamTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everySliceRunsOnceInEveryRound(int size) {
    Team team = new Team(size);
    AtomicIntegerArray runs = new AtomicIntegerArray(size);
    for (int round = 1; round <= 2000; round++) {
      team.run(runs::incrementAndGet);
      for (int slice = 0; slice < size; slice++) {
        assertThat(runs.get(slice)).isEqualTo(round);
      }
    }
  }

  @Test
  void aThreadThatIsDoneTakesOverFromOneThatIsNot() {
    Team team = new Team(2, 4);
    for (int round = 0; round < 200; round++) {
      AtomicInteger others = new AtomicInteger();
      AtomicIntegerArray runs = new AtomicIntegerArray(team.size());
      assertTimeout(
          Duration.ofSeconds(30),
          () ->
              team.run(
                  slice -> {
                    // The first slice of the second thread, which waits until all others are done.
                    if (slice == team.parts()) {
                      awaitQuietly(others, team.size() - 1);
                    } else {
                      others.incrementAndGet();
                    }
                    runs.incrementAndGet(slice);
                  }));
      for (int slice = 0; slice < team.size(); slice++) {
        assertThat(runs.get(slice)).isOne();
      }
    }
  }

  private static void awaitQuietly(AtomicInteger count, int target) {
    while (count.get() < target) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 128, 1_000_003})
  void slicesCoverAllItemsWithoutOverlap(int length) {
    Team team = new Team(3);
    assertThat(team.start(0, length)).isZero();
    for (int slice = 0; slice < 3; slice++) {
      assertThat(team.start(slice + 1, length)).isGreaterThanOrEqualTo(team.start(slice, length));
    }
    assertThat(team.start(3, length)).isEqualTo(length);
  }

  @Test
  void aWorkerWakesAfterALongRest() throws InterruptedException {
    Team team = new Team(2);
    AtomicIntegerArray runs = new AtomicIntegerArray(2);
    for (int round = 1; round <= 5; round++) {
      Thread.sleep(20);
      team.run(runs::incrementAndGet);
      assertThat(runs.get(1)).isEqualTo(round);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatASliceThrowsReachesTheCallerAndTheTeamWorksOn(int broken) {
    Team team = new Team(2);
    assertThatThrownBy(
            () ->
                team.run(
                    slice -> {
                      if (slice == broken) {
                        throw new IllegalStateException("slice " + slice);
                      }
                    }))
        .hasMessage("slice " + broken);
    AtomicIntegerArray runs = new AtomicIntegerArray(2);
    team.run(runs::incrementAndGet);
    assertThat(runs.get(0) + runs.get(1)).isEqualTo(2);
  }

  @Test
  void aCallerThatFindsTheTeamBusyDoesTheWorkItself() throws InterruptedException {
    Team team = new Team(2);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread other =
        new Thread(
            () ->
                team.run(
                    slice -> {
                      started.countDown();
                      awaitQuietly(end);
                    }));
    other.start();
    started.await();
    AtomicIntegerArray runs = new AtomicIntegerArray(2);
    team.run(runs::incrementAndGet);
    assertThat(runs.get(0)).isEqualTo(1);
    assertThat(runs.get(1)).isEqualTo(1);
    end.countDown();
    other.join();
  }

  /** From every slice, whichever thread has it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aTaskThatRunsAnotherDoesTheInnerOneItselfAndTheOuterOneStaysWhole(int asking) {
    Team team = new Team(3);
    AtomicIntegerArray outer = new AtomicIntegerArray(3);
    AtomicIntegerArray inner = new AtomicIntegerArray(3);
    Set<Thread> innerThreads = ConcurrentHashMap.newKeySet();
    for (int round = 1; round <= 200; round++) {
      team.run(
          slice -> {
            if (slice == asking) {
              Thread self = Thread.currentThread();
              innerThreads.clear();
              team.run(
                  nested -> {
                    inner.incrementAndGet(nested);
                    innerThreads.add(Thread.currentThread());
                  });
              assertThat(innerThreads).containsExactly(self);
            }
            outer.incrementAndGet(slice);
          });
      for (int slice = 0; slice < 3; slice++) {
        assertThat(outer.get(slice)).isEqualTo(round);
        assertThat(inner.get(slice)).isEqualTo(round);
      }
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
