package org.anact.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Versions of the suite, as the build wrote them.
 *
 * @param anact version of this suite
 * @param deeplearning4j version of Deeplearning4j and ND4J
 */
public record Versions(String anact, String deeplearning4j) {

  /** Reads the versions from the class path. */
  public static Versions current() {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Versions(properties.getProperty("anact"), properties.getProperty("deeplearning4j"));
  }
}
