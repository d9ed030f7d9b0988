package org.anact.report.live;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.anact.results.ResultFormat;

/**
 * The result directories in a folder, itself included, each under a name that an address can hold.
 */
final class LiveSweeps {
  /**
   * How many folders deep it looks; result directories are rarely deeper, and looking costs time.
   */
  private static final int DEPTH = 5;

  /** What is inside of these is a sweep's own. */
  private static final Set<String> INSIDE =
      Set.of(ResultFormat.RUNS, ResultFormat.PARTIAL, ResultFormat.REPORT);

  private final Path root;
  private final LiveServer.Activity activity;
  private final Map<String, LiveSweep> sweeps = new TreeMap<>();

  LiveSweeps(Path root, LiveServer.Activity activity) {
    this.root = root;
    this.activity = activity;
  }

  /** Looks for new ones and drops those that are gone; the others keep what they have read. */
  synchronized Map<String, LiveSweep> find() throws IOException {
    Map<String, LiveSweep> found = new TreeMap<>();
    Files.walkFileTree(
        root,
        EnumSet.noneOf(FileVisitOption.class),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            if (!folder.equals(root) && (INSIDE.contains(name) || name.startsWith("."))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (Files.isRegularFile(folder.resolve(ResultFormat.SWEEP))) {
              String key = key(folder);
              found.put(key, sweeps.getOrDefault(key, new LiveSweep(folder, activity)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    sweeps.clear();
    sweeps.putAll(found);
    return Map.copyOf(found);
  }

  /** Where a sweep is, as a person reads it. */
  String place(LiveSweep sweep) {
    String below = root.relativize(sweep.directory()).toString();
    return below.isEmpty() ? name(root) : below;
  }

  private static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  private String key(Path folder) {
    String below = root.relativize(folder).toString();
    String place = below.isEmpty() ? name(root) : below;
    String plain = place.replaceAll("[^A-Za-z0-9_-]+", "-");
    // Places that differ only in what was replaced must not share an address.
    return plain.equals(place) && !below.isEmpty()
        ? plain
        : plain + "-" + Integer.toHexString(place.hashCode());
  }
}
