package org.anact.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.anact.results.ResultFormat;
import org.anact.results.RunProgress;
import org.anact.results.RunReader;
import org.apache.commons.io.file.PathUtils;

/**
 * The folders in which a run is trained, {@code partial/ID/ATTEMPT}, one for each attempt. No two
 * processes write to the same one, so that one that has outlived its engine's word that it is dead
 * does no harm to its successor. The name tells machine and process.
 *
 * <p>A dead attempt is deleted when the next one has taken what it needs of it, or once the run has
 * its record. Locks do not hold on shared file systems, so an attempt is dead if its process is
 * gone from this machine, if it has recorded a failure, or if it has written nothing for a day.
 */
public final class Attempts {

  private static final Duration SILENCE = Duration.ofDays(1);

  private static final Pattern NAME = Pattern.compile("([0-9a-f]{8})-([0-9]+)-[0-9]+");

  /** Of the start of the machine, and of the container where it numbers processes by itself. */
  private static final String MACHINE = machine();

  private final Path folder;

  private Attempts(Path folder) {
    this.folder = folder;
  }

  /** Returns those of a run. */
  static Attempts of(Path results, String id) {
    return new Attempts(results.resolve(ResultFormat.PARTIAL).resolve(id));
  }

  /** Makes the folder of a new attempt by this process. */
  Path begin() throws IOException {
    int number = 0;
    while (true) {
      Files.createDirectories(folder);
      try {
        return Files.createDirectory(
            folder.resolve("%s-%d-%d".formatted(MACHINE, ProcessHandle.current().pid(), number)));
      } catch (FileAlreadyExistsException e) {
        number++;
      } catch (NoSuchFileException e) {
        // The last of the others has just been removed, with the folder of all; it is made again.
      }
    }
  }

  /** Returns the folders of all attempts, and that of all, which older versions wrote to. */
  List<Path> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return Stream.concat(Stream.of(folder), children.filter(Files::isDirectory)).toList();
    }
  }

  /**
   * Returns the attempt at a run that was last seen to train.
   *
   * @param results the result directory
   * @param id of the run
   */
  public static Optional<Path> latest(Path results, String id) throws IOException {
    try {
      return of(results, id).all().stream()
          .filter(attempt -> NAME.matcher(String.valueOf(attempt.getFileName())).matches())
          .max(Comparator.comparing(Attempts::seen));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the process of an attempt may be training.
   *
   * @param silence after so long without a file that it has written, a process on another machine
   *     is taken for dead
   */
  public static boolean isAlive(Path attempt, Duration silence) {
    Matcher name = NAME.matcher(String.valueOf(attempt.getFileName()));
    boolean here = name.lookingAt() && name.group(1).equals(MACHINE);
    return here
        ? ProcessHandle.of(Long.parseLong(name.group(2))).isPresent()
        : written(attempt).isAfter(Instant.now().minus(silence));
  }

  /** Deletes the dead attempts but one, and what older versions wrote beside them. */
  void clear(Path kept) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : (Iterable<Path>) children::iterator) {
        boolean older = !NAME.matcher(child.getFileName().toString()).lookingAt();
        if (!child.equals(kept)
            && (older || RunReader.isFailure(child) || !isAlive(child, SILENCE))) {
          delete(child);
        }
      }
    } catch (NoSuchFileException e) {
      // Another process has removed what was being removed here.
    }
    close();
  }

  /** Removes the folder of all attempts if there is none left. */
  void close() throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Another attempt is under way, or was cut off.
    }
  }

  /** Returns how many steps a run has done, by the newest of its checkpoints. */
  public static long steps(Path results, String id) throws IOException {
    return of(results, id).all().stream()
        .mapToLong(attempt -> Checkpoint.step(attempt.resolve(Resumption.CHECKPOINT)))
        .max()
        .orElse(0);
  }

  /** Deletes the dead attempts at a run that has its record. */
  public static void clear(Path results, String id) throws IOException {
    Attempts attempts = of(results, id);
    if (Files.isDirectory(attempts.folder)) {
      attempts.clear(null);
    }
  }

  static void delete(Path path) throws IOException {
    try {
      PathUtils.delete(path);
    } catch (NoSuchFileException e) {
      // That is what was wanted.
    }
  }

  private static Instant seen(Path attempt) {
    return time(attempt.resolve(RunProgress.FILE)).orElseGet(() -> written(attempt));
  }

  /** Returns when a file of an attempt was last written; long ago if the attempt is gone. */
  private static Instant written(Path attempt) {
    try (Stream<Path> files = Files.list(attempt)) {
      return Stream.concat(Stream.of(attempt), files)
          .flatMap(file -> time(file).stream())
          .max(Comparator.naturalOrder())
          .orElse(Instant.EPOCH);
    } catch (IOException | UncheckedIOException e) {
      return Instant.EPOCH;
    }
  }

  private static Optional<Instant> time(Path file) {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      return Optional.of(time.toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the name of this machine, for the record. */
  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String machine() {
    String text;
    try {
      text =
          Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
              + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      text = host();
    }
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(sum.getValue());
  }
}
