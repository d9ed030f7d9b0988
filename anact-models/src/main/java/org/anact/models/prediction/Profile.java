package org.anact.models.prediction;

import java.util.Arrays;
import java.util.Optional;
import org.anact.models.prediction.PlainChain.Link;

/**
 * How a mean square is spread over the places of an image, relative to its mean. It is a product of
 * one factor a row and one a column, as it stays under convolutions where it has been uniform once.
 */
final class Profile {

  private final double[] rows;
  private final double[] columns;

  private Profile(double[] rows, double[] columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** The same everywhere. */
  static Profile uniform(int rows, int columns) {
    double[] ofRows = new double[rows];
    double[] ofColumns = new double[columns];
    Arrays.fill(ofRows, 1);
    Arrays.fill(ofColumns, 1);
    return new Profile(ofRows, ofColumns);
  }

  /** A profile if it is known and one of that size, as behind a dense layer it is not. */
  static Profile orUniform(Optional<Profile> known, int rows, int columns) {
    return known
        .filter(profile -> profile.rows.length == rows && profile.columns.length == columns)
        .orElseGet(() -> uniform(rows, columns));
  }

  /** The sums over the outputs that see each input. */
  Profile back(Link link) {
    return new Profile(link.rows().back(rows), link.columns().back(columns));
  }

  /** The sums over the inputs that each output sees. */
  Profile forward(Link link) {
    return new Profile(link.rows().forward(rows), link.columns().forward(columns));
  }

  double mean() {
    return mean(rows) * mean(columns);
  }

  /** With a mean of 1. */
  Profile normalized() {
    return new Profile(divided(rows, mean(rows)), divided(columns, mean(columns)));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double[] divided(double[] values, double by) {
    return Arrays.stream(values).map(value -> value / by).toArray();
  }
}
