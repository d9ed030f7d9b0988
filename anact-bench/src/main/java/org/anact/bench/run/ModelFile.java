package org.anact.bench.run;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import java.util.Optional;
import org.anact.bench.InputException;
import org.anact.results.JsonFiles;
import org.anact.results.KeptModel;
import org.anact.results.ResultFiles;
import org.anact.results.ResultFormat;
import org.anact.results.ResultFormatException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A trained network in a file of Deeplearning4j's {@code ModelSerializer}, with one more entry that
 * says where it comes from, which Deeplearning4j ignores.
 *
 * @param network the network, without the state of its updater
 * @param record where it comes from; empty if the file does not say
 */
public record ModelFile(ComputationGraph network, Optional<KeptModel> record) {

  /** Entries without which Deeplearning4j reads no network. */
  private static final List<String> REQUIRED =
      List.of(ModelSerializer.CONFIGURATION_JSON, ModelSerializer.COEFFICIENTS_BIN);

  /** What a file says without its network. */
  private record Contents(boolean isGraph, Optional<KeptModel> record) {}

  /** Writes a network as {@link ResultFiles} does, with the state of its updater. */
  static void write(Path file, ComputationGraph network, KeptModel record) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      ModelSerializer.writeModel(network, draft.toFile(), true);
      try (FileSystem zip = FileSystems.newFileSystem(draft)) {
        Files.write(
            zip.getPath(ResultFormat.MODEL_RECORD), JsonFiles.MAPPER.writeValueAsBytes(record));
      }
      ResultFiles.write(file, out -> Files.copy(draft, out));
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Reads a network.
   *
   * @throws InputException if the file holds none that can be used here
   */
  public static ModelFile read(Path file) {
    Contents contents = contents(file);
    try {
      ComputationGraph network =
          contents.isGraph()
              ? ModelSerializer.restoreComputationGraph(file.toFile(), false)
              : ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false).toComputationGraph();
      return new ModelFile(network, contents.record());
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new InputException(
          "the network in '%s' cannot be read (%s): give the file as it was written, and name its own classes, if it has any, in ANACT_CLASSPATH"
              .formatted(file, Causes.sentence(e)),
          e);
    }
  }

  /**
   * Reads where a network comes from; empty if its file does not say.
   *
   * @throws InputException if the file is not that of a network, or what it says is damaged
   */
  static Optional<KeptModel> record(Path file) {
    return contents(file).record();
  }

  private static Contents contents(Path file) {
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      for (String name : REQUIRED) {
        if (!Files.exists(zip.getPath(name))) {
          throw foreign(file, "has no entry '" + name + "'", null);
        }
      }
      byte[] configuration = Files.readAllBytes(zip.getPath(ModelSerializer.CONFIGURATION_JSON));
      Path record = zip.getPath(ResultFormat.MODEL_RECORD);
      return new Contents(
          JsonFiles.MAPPER.readTree(configuration).has("vertices"),
          Files.exists(record) ? Optional.of(KeptModel.read(record)) : Optional.empty());
    } catch (ResultFormatException e) {
      throw new InputException(
          "'%s' does not say where it comes from: in it, %s Give the file as it was written"
              .formatted(file, e.getMessage()),
          e);
    } catch (ProviderNotFoundException | IOException e) {
      throw foreign(file, "is not a whole zip file", e);
    }
  }

  private static InputException foreign(Path file, String why, Exception cause) {
    return new InputException(
        "'%s' %s, so it is not a network of Deeplearning4j: give a file that --keep-model or ModelSerializer wrote"
            .formatted(file, why),
        cause);
  }
}
