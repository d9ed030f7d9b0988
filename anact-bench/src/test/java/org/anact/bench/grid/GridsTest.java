package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.core.activation.NamedActivation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The grids that come with the suite. */
final class GridsTest {

  @Test
  void quickGridComparesTunedArmsOnTwoNetworks() {
    Grid quick = new Grids(Catalog.standard()).read("quick");
    assertThat(quick.activations()).extracting(NamedActivation::name).contains("swish", "nswish");
    assertThat(quick.models()).contains("cnn").anyMatch(name -> name.startsWith("resnet"));
    assertThat(quick.seeds()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(quick.tune().orElseThrow().fields()).containsKey("learningRate");
    assertThat(quick.datasets()).containsExactly("fashion-mnist-mini");
  }

  static Stream<String> shipped() {
    return Catalog.standard().grids().names().stream();
  }

  /** What a reader must know before an hour is spent stands in the file's first lines. */
  @ParameterizedTest
  @MethodSource("shipped")
  void shippedGridsSayWhatTheyAre(String name) {
    Grid grid = new Grids(Catalog.standard()).read(name);
    assertThat(grid.name()).isEqualTo(name);
    assertThat(grid.description()).isNotBlank();
    assertThat(
            Catalog.standard()
                .grids()
                .get(name)
                .text()
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .toList())
        .anyMatch(line -> line.startsWith("# Reproduces: "))
        .anyMatch(line -> line.startsWith("# Expected cost: "))
        .anyMatch(line -> line.startsWith("# The paper claims"));
    assertThat(grid.activations())
        .allMatch(activation -> grid.activations().contains(partner(activation)));
  }

  private static NamedActivation partner(NamedActivation activation) {
    return new NamedActivation(activation.base(), !activation.normalized());
  }

  @Test
  void unknownGridIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> new Grids(Catalog.standard()).read("cifar10-smal"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("did you mean 'cifar10-small'");
  }
}
