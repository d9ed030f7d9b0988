package org.anact.bench.bands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.anact.results.JsonFiles;
import org.anact.results.ResultFormatException;

/** The runs of a reference in the making, a file each, so that none is trained twice. */
final class RunFiles {

  private final Path folder;
  private final Band band;
  private final Reference.Origin origin;

  /**
   * Opens a folder.
   *
   * @param origin of the runs to come; runs of another are trained again
   */
  RunFiles(Path folder, Band band, Reference.Origin origin) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.band = band;
    this.origin = origin;
  }

  /** A run with all that its numbers depend on. */
  private record Entry(
      String id, int steps, int every, int images, Reference.Origin origin, BandRun run) {}

  private Path file(BandArm arm, long seed) {
    return folder.resolve(arm.run(seed).id() + ".json");
  }

  void keep(BandArm arm, BandRun run) throws IOException {
    BandSettings settings = band.settings();
    JsonFiles.write(
        file(arm, run.seed()),
        new Entry(
            arm.run(run.seed()).id(),
            settings.steps(),
            settings.every(),
            settings.images(),
            origin,
            run));
  }

  /** Returns a run that was kept, if it is whole and its numbers would be the same today. */
  Optional<BandRun> kept(BandArm arm, long seed) {
    Path file = file(arm, seed);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Entry entry = JsonFiles.read(file, Entry.class);
      BandSettings settings = band.settings();
      boolean same =
          entry.run() != null
              && entry.origin() != null
              && arm.run(seed).id().equals(entry.id())
              && entry.steps() == settings.steps()
              && entry.every() == settings.every()
              && entry.images() == settings.images()
              && entry.origin().isSameSource(origin);
      return same ? Optional.of(entry.run()) : Optional.empty();
    } catch (ResultFormatException e) {
      return Optional.empty();
    }
  }

  /** Deletes the runs, after they have become a reference. */
  void delete() throws IOException {
    for (BandArm arm : band.arms()) {
      for (long seed : band.referenceSeeds()) {
        Files.deleteIfExists(file(arm, seed));
      }
    }
  }
}
