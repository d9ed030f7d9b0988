package org.anact.results;

import java.nio.file.Path;
import java.util.List;

/**
 * What the file of a kept network says of it, in its entry {@link ResultFormat#MODEL_RECORD}.
 *
 * @param formatVersion version of the result format
 * @param run the run that trained it: configuration and provenance
 * @param kept which network of the run it is
 * @param chosenOnTestSet whether the test set decided which it is, so that its test accuracy is
 *     higher than that of new images
 * @param epoch epochs that it was trained, 1 or more
 * @param testAccuracy after that epoch, as {@code epochs.csv} has it
 * @param testLoss after that epoch, as {@code epochs.csv} has it
 * @param classNames of the data set, by the network's outputs
 * @param images what the network reads
 */
public record KeptModel(
    int formatVersion,
    RunHeader run,
    ModelChoice kept,
    boolean chosenOnTestSet,
    int epoch,
    double testAccuracy,
    double testLoss,
    List<String> classNames,
    Images images) {

  /**
   * The images that a network reads, as tensors (images, height, width, channels) of {@code (pixel
   * / 255 - mean) / deviation}.
   *
   * @param channels 1 or 3
   * @param height in pixels
   * @param width in pixels
   * @param means of each channel of the training set, of pixels from 0 to 1
   * @param deviations standard deviations of the same
   */
  public record Images(
      int channels, int height, int width, List<Double> means, List<Double> deviations) {

    /** Copies the lists. */
    public Images {
      means = List.copyOf(means);
      deviations = List.copyOf(deviations);
    }
  }

  /** Copies the list. */
  public KeptModel {
    classNames = List.copyOf(classNames);
  }

  /**
   * Makes the record of the network that a run has after an epoch, in this version of the format.
   */
  public static KeptModel of(
      RunHeader run, ModelChoice kept, EpochRow epoch, List<String> classNames, Images images) {
    return new KeptModel(
        ResultFormat.VERSION,
        run,
        kept,
        kept == ModelChoice.BEST,
        epoch.epoch(),
        epoch.testAccuracy(),
        epoch.testLoss(),
        classNames,
        images);
  }

  /**
   * Reads the record.
   *
   * @throws ResultFormatException if the file does not hold one of this version
   */
  public static KeptModel read(Path file) {
    return JsonFiles.readRecord(file, KeptModel.class);
  }
}
