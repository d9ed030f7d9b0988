package org.anact.datasets.install;

import java.time.Duration;

/**
 * How long a download is waited for.
 *
 * @param connect until a server must have accepted the connection
 * @param silence without a byte, after which a transfer is given up
 * @param tries of one address
 * @param pause between two of them
 */
record Patience(Duration connect, Duration silence, int tries, Duration pause) {

  static final Patience STANDARD =
      new Patience(Duration.ofSeconds(20), Duration.ofSeconds(60), 5, Duration.ofSeconds(3));
}
