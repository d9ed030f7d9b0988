package org.anact.bench.bands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.anact.bench.InputException;
import org.anact.bench.InputFiles;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.run.Environment;
import org.anact.registry.Shell;

/**
 * Where a band comes from: a file {@code NAME.yaml} of the user's, or one of those that come with
 * the suite, which {@link #SHIPPED} alone declares. Its reference lies beside it.
 *
 * @param label for messages
 * @param text of the band file
 * @param referenceText of the reference, if there is one
 * @param referenceFile where a new reference goes
 */
public record BandSource(
    String label, String text, Optional<String> referenceText, Path referenceFile) {

  /** Names of the bands that come with the suite. */
  public static final List<String> SHIPPED = List.of("fashion-mnist-mini");

  private static final String FOLDER = "/org/anact/bench/bands/";
  private static final String SOURCES = "anact-bench/src/main/resources" + FOLDER;
  private static final String REFERENCE = ".reference.json";

  /**
   * Returns the band of a user's file.
   *
   * @throws InputException if it cannot be read
   */
  public static BandSource of(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    Path reference = file.resolveSibling(name + REFERENCE);
    String text =
        InputFiles.read(file)
            .orElseThrow(
                () -> new InputException("there is no band file '" + file + "': check the path"));
    return new BandSource(file.toString(), text, InputFiles.read(reference), reference);
  }

  /** Returns the bands that come with the suite. */
  public static List<BandSource> shipped() {
    Path sources = Path.of(System.getProperty(Environment.HOME_PROPERTY, "."), SOURCES);
    return SHIPPED.stream()
        .map(
            name ->
                new BandSource(
                    name + ".yaml",
                    resource(name + ".yaml").orElseThrow(),
                    resource(name + REFERENCE),
                    sources.resolve(name + REFERENCE)))
        .toList();
  }

  /**
   * Returns the band.
   *
   * @throws InputException if the file is not a valid one
   */
  public Band band(Catalog catalog) {
    return Band.parse(catalog, label, text);
  }

  /**
   * Returns the reference of the band.
   *
   * @throws InputException if there is none, it is damaged, or it is of another band
   */
  public Reference reference(Band band) {
    return referenceText
        .map(json -> ReferenceReader.read(referenceFile.toString(), json, band))
        .orElseThrow(
            () ->
                new InputException(
                    "%s has no reference: './anact bands update%s' makes it"
                        .formatted(
                            label,
                            SHIPPED.contains(band.name()) ? "" : " " + Shell.quoted(label))));
  }

  private static Optional<String> resource(String name) {
    try (InputStream in = BandSource.class.getResourceAsStream(FOLDER + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new InputException("cannot read the band '" + name + "' of the suite", e);
    }
  }
}
