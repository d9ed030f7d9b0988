package org.anact.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.anact.core.activation.Activations;
import org.anact.models.cost.NetworkCost;
import org.anact.models.network.InputShape;
import org.anact.models.network.NetworkSpec;
import org.junit.jupiter.api.Test;

final class PublishedFiguresTest {
  @Test
  void dump() {
    for (ModelEntry e : Models.standard().entries()) {
      for (int classes : new int[] {10, 100}) {
        NetworkCost c =
            e.cost(
                NetworkSpec.of(
                    Activations.standard().get("relu"), new InputShape(3, 32, 32), classes, 1));
        System.out.println(
            "FIG " + e.name() + " " + classes + " " + c + " MB@128 " + c.trainingBytes(128) / 1e6);
      }
    }
    assertThat(Models.standard().entries()).isNotEmpty();
  }
}
