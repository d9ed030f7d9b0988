package org.anact.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.anact.datasets.ChannelStatistics;
import org.anact.datasets.ImageSet;
import org.anact.datasets.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The geometry of each change, on images whose pixels can be told apart. */
final class AugmentedImagesTest {

  private static final int SIZE = 5;
  private static final int COUNT = 400;
  private static final ImageSet IMAGES = TestImages.numbered(COUNT, 1, SIZE, SIZE);

  /** Of other images, so that no pixel has the mean. */
  private static final ChannelStatistics STATISTICS = TestImages.numbered(1, 1, 2, 2).statistics();

  /** The pixel values of an image after augmentation; 0 is black, negative the mean. */
  private static int[][] image(Augmentation augmentation, int index, int epoch, long seed) {
    float[] target = new float[SIZE * SIZE];
    new AugmentedImages(IMAGES, STATISTICS, augmentation, seed).copy(index, epoch, target, 0);
    int[][] pixels = new int[SIZE][SIZE];
    for (int i = 0; i < target.length; i++) {
      float value = target[i] * STATISTICS.deviation(0) + STATISTICS.mean(0);
      pixels[i / SIZE][i % SIZE] = target[i] == 0 ? -1 : Math.round(value * 255);
    }
    return pixels;
  }

  private static int original(int row, int column) {
    boolean inside = row >= 0 && row < SIZE && column >= 0 && column < SIZE;
    return inside ? row * SIZE + column + 1 : 0;
  }

  private static int[][] shifted(int down, int right, boolean mirrored) {
    int[][] pixels = new int[SIZE][SIZE];
    for (int r = 0; r < SIZE; r++) {
      for (int c = 0; c < SIZE; c++) {
        pixels[r][c] = original(r + down, (mirrored ? SIZE - 1 - c : c) + right);
      }
    }
    return pixels;
  }

  @Test
  void withoutAugmentationAnImageIsItself() {
    assertThat(image(Augmentation.none(), 3, 1, 7)).isDeepEqualTo(shifted(0, 0, false));
  }

  @Test
  void cropShiftsByUpToItsPaddingAndFillsWithBlack() {
    Augmentation crop = new Augmentation(2, false, 0, 0, 0);
    Set<List<Integer>> seen = new HashSet<>();
    for (int index = 0; index < COUNT; index++) {
      int[][] actual = image(crop, index, 1, 7);
      boolean found = false;
      for (int down = -2; down <= 2; down++) {
        for (int right = -2; right <= 2; right++) {
          if (Arrays.deepEquals(actual, shifted(down, right, false))) {
            found = true;
            seen.add(List.of(down, right));
          }
        }
      }
      assertThat(found).as("image %d is a shifted original", index).isTrue();
    }
    assertThat(seen).as("all 25 shifts come up").hasSize(25);
  }

  @Test
  void halfOfTheImagesAreMirrored() {
    Augmentation flip = new Augmentation(0, true, 0, 0, 0);
    int mirrored = 0;
    for (int index = 0; index < COUNT; index++) {
      int[][] actual = image(flip, index, 1, 7);
      if (Arrays.deepEquals(actual, shifted(0, 0, true))) {
        mirrored++;
      } else {
        assertThat(actual).isDeepEqualTo(shifted(0, 0, false));
      }
    }
    // Six deviations of a fair coin.
    assertThat(mirrored).isBetween(COUNT / 2 - 60, COUNT / 2 + 60);
  }

  /** The middle stays, and what is turned keeps its distance from the middle. */
  @Test
  void rotationTurnsAroundTheMiddle() {
    Augmentation turn = new Augmentation(0, false, 180, 0, 0);
    Set<Integer> corners = new TreeSet<>();
    for (int index = 0; index < COUNT; index++) {
      int[][] actual = image(turn, index, 1, 7);
      assertThat(actual[2][2]).isEqualTo(original(2, 2));
      for (int r = 0; r < SIZE; r++) {
        for (int c = 0; c < SIZE; c++) {
          if (actual[r][c] != 0) {
            int row = (actual[r][c] - 1) / SIZE;
            int column = (actual[r][c] - 1) % SIZE;
            assertThat(Math.hypot(row - 2, column - 2))
                .isCloseTo(Math.hypot(r - 2, c - 2), org.assertj.core.data.Offset.offset(0.75));
          }
        }
      }
      corners.add(actual[0][0]);
    }
    assertThat(corners)
        .as("the first corner shows every corner")
        .contains(original(0, 0), original(0, 4), original(4, 0), original(4, 4));
  }

  @Test
  void smallRotationKeepsWithinItsAngle() {
    Augmentation turn = new Augmentation(0, false, 10, 0, 0);
    for (int index = 0; index < COUNT; index++) {
      // At 10 degrees no pixel of the inner 3 x 3 moves by half a pixel.
      int[][] actual = image(turn, index, 1, 7);
      for (int r = 1; r <= 3; r++) {
        for (int c = 1; c <= 3; c++) {
          assertThat(actual[r][c]).isEqualTo(original(r, c));
        }
      }
    }
  }

  @Test
  void cutoutSetsOneSquareToTheMean() {
    Augmentation cutout = new Augmentation(0, false, 0, 2, 0);
    Set<Integer> sizes = new TreeSet<>();
    for (int index = 0; index < COUNT; index++) {
      int[][] actual = image(cutout, index, 1, 7);
      int top = SIZE;
      int bottom = -1;
      int left = SIZE;
      int right = -1;
      int cut = 0;
      for (int r = 0; r < SIZE; r++) {
        for (int c = 0; c < SIZE; c++) {
          if (actual[r][c] == -1) {
            top = Math.min(top, r);
            bottom = Math.max(bottom, r);
            left = Math.min(left, c);
            right = Math.max(right, c);
            cut++;
          } else {
            assertThat(actual[r][c]).isEqualTo(original(r, c));
          }
        }
      }
      if (cut > 0) {
        assertThat((bottom - top + 1) * (right - left + 1)).isEqualTo(cut);
      }
      sizes.add(cut);
    }
    assertThat(sizes).contains(4).allMatch(size -> size <= 4);
  }

  @Test
  void whatAnImageBecomesDependsOnSeedEpochAndIndex() {
    Augmentation all = new Augmentation(2, true, 15, 2, 0);
    assertThat(image(all, 5, 2, 7)).isDeepEqualTo(image(all, 5, 2, 7));
    assertThat(differing(all, 1, 7, 2, 7)).as("epochs").isGreaterThan(COUNT / 2);
    assertThat(differing(all, 1, 7, 1, 8)).as("seeds").isGreaterThan(COUNT / 2);
  }

  private static int differing(Augmentation all, int epoch, long seed, int otherEpoch, long other) {
    int differing = 0;
    for (int index = 0; index < COUNT; index++) {
      int[][] first = image(all, index, epoch, seed);
      differing += Arrays.deepEquals(first, image(all, index, otherEpoch, other)) ? 0 : 1;
    }
    return differing;
  }

  @Test
  void channelsMoveTogether() {
    ImageSet colour = TestImages.numbered(1, 3, SIZE, SIZE);
    ChannelStatistics statistics = colour.statistics();
    float[] target = new float[3 * SIZE * SIZE];
    Augmentation move = new Augmentation(0, true, 30, 0, 0);
    for (int epoch = 1; epoch <= 20; epoch++) {
      new AugmentedImages(colour, statistics, move, 1).copy(0, epoch, target, 0);
      for (int i = 0; i < SIZE * SIZE; i++) {
        int[] values = new int[3];
        for (int c = 0; c < 3; c++) {
          float value = target[3 * i + c] * statistics.deviation(c) + statistics.mean(c);
          values[c] = Math.round(value * 255);
        }
        if (values[0] == 0) {
          assertThat(values).containsOnly(0);
        } else {
          assertThat(values[1]).isEqualTo(values[0] + SIZE * SIZE);
          assertThat(values[2]).isEqualTo(values[0] + 2 * SIZE * SIZE);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 0, padCrop is -1",
    "0, 181, 0, 0, rotation is 181.0",
    "0, 0, -2, 0, cutout is -2",
    "0, 0, 0, -0.5, mixup is -0.5"
  })
  void valuesOutOfRangeAreNamed(
      int padCrop, double rotation, int cutout, double mixup, String message) {
    assertThatThrownBy(() -> new Augmentation(padCrop, false, rotation, cutout, mixup))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
