package org.anact.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batch norm rests on this: an element that a tile gives to a wrong channel spoils two of them. */
final class ChannelTilesTest {

  private static final int IMAGES = 5;

  /** Around the size of a block, which a tile never passes but where a pixel is longer. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "3, 7, true",
    "16, 64, true",
    "16, 65, true",
    "10, 300, true",
    "1023, 2, true",
    "1024, 2, true",
    "1500, 3, true",
    "7, 1, true",
    "1, 1, false",
    "3, 7, false",
    "2, 1023, false",
    "2, 1024, false",
    "2, 1025, false",
    "3, 2100, false",
    "7, 1, false"
  })
  void tilesCoverTheImagesOnceAndEveryLaneKnowsItsChannel(int channels, int inner, boolean last) {
    ChannelTiles tiles = new ChannelTiles(channels, inner, last);
    assertThat(tiles.lanes()).isLessThanOrEqualTo(Math.max(Lanes.BLOCK, channels));
    int image = channels * inner;
    int[] visits = new int[IMAGES * image];
    float[] names = new float[channels];
    for (int c = 0; c < channels; c++) {
      names[c] = c;
    }
    float[] lane = new float[tiles.lanes()];
    for (int group = 0; group < tiles.groups(); group++) {
      tiles.fill(lane, names, group);
      tiles.visit(
          group,
          1,
          IMAGES - 1,
          (at, n) -> {
            assertThat(n).isBetween(1, tiles.lanes());
            for (int i = 0; i < n; i++) {
              visits[at + i]++;
              assertThat(lane[i]).isEqualTo(channel(at + i, channels, inner, last));
            }
          });
    }
    for (int i = 0; i < visits.length; i++) {
      boolean within = i >= image && i < (IMAGES - 1) * image;
      assertThat(visits[i]).as("element %d", i).isEqualTo(within ? 1 : 0);
    }
    for (int c = 0; c < channels; c++) {
      assertThat(channel(tiles.first(c), channels, inner, last)).isEqualTo(c);
      assertThat(tiles.first(c)).isLessThan(image);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 50, true", "3, 50, false", "1500, 2, true", "2, 3000, false"})
  void lanesAreAddedToTheSumsOfTheirChannelsAndEmptied(int channels, int inner, boolean last) {
    ChannelTiles tiles = new ChannelTiles(channels, inner, last);
    double[] sums = new double[channels];
    double[] expected = new double[channels];
    float[] lane = new float[tiles.lanes()];
    for (int round = 1; round <= 2; round++) {
      for (int group = 0; group < tiles.groups(); group++) {
        for (int i = 0; i < lane.length; i++) {
          assertThat(lane[i]).isZero();
          lane[i] = round * (i + 1);
          expected[last ? i % channels : group] += lane[i];
        }
        tiles.drain(lane, sums, group);
      }
    }
    assertThat(lane).containsOnly(0f);
    assertThat(sums).containsExactly(expected);
  }

  /** Returns the channel of an element, as the layouts define it. */
  static int channel(int element, int channels, int inner, boolean last) {
    return last ? element % channels : element / inner % channels;
  }
}
