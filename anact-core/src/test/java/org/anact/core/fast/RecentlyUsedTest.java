package org.anact.core.fast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecentlyUsedTest {

  @Test
  void whatWasNotUsedForLongestIsDroppedAndMadeAnew() {
    List<String> dropped = new ArrayList<>();
    List<Integer> made = new ArrayList<>();
    RecentlyUsed<Integer, String> recent = new RecentlyUsed<>(2, dropped::add);
    for (int key : new int[] {1, 2, 1, 3, 1, 2}) {
      String value =
          recent.get(
              key,
              k -> {
                made.add(k);
                return "v" + k;
              });
      assertThat(value).isEqualTo("v" + key);
      assertThat(recent.size()).isLessThanOrEqualTo(2);
    }
    assertThat(made).containsExactly(1, 2, 3, 2);
    assertThat(dropped).containsExactly("v2", "v3");
  }
}
