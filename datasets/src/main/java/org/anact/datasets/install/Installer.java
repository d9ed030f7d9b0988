package org.anact.datasets.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.anact.datasets.DataDirectory;
import org.anact.datasets.Dataset;
import org.anact.datasets.DatasetEntry;
import org.anact.datasets.DatasetException;
import org.anact.datasets.Datasets;
import org.anact.datasets.Origin;
import org.anact.datasets.PublishedFile;
import org.anact.datasets.PublishedSet;
import org.anact.registry.Shell;

/**
 * Brings data sets into the data directory. Whatever comes is put into {@code .downloads} there, is
 * read as a whole by the loader, and moves to its place in one step only if it is sound.
 */
public final class Installer {

  private static final String DOWNLOADS = ".downloads";

  private final Datasets datasets;
  private final Path data;
  private final Path downloads;
  private final Patience patience;
  private final InstallListener listener;

  /**
   * Makes an installer.
   *
   * @param datasets what can be installed, with its manifest
   * @param data the data directory; made where it is missing
   * @param listener receives the progress
   */
  public Installer(Datasets datasets, Path data, InstallListener listener) {
    this(datasets, data, listener, Patience.STANDARD);
  }

  Installer(Datasets datasets, Path data, InstallListener listener, Patience patience) {
    this.datasets = datasets;
    this.data = data;
    this.downloads = data.resolve(DOWNLOADS);
    this.patience = patience;
    this.listener = listener;
  }

  /** Puts files into a folder. */
  @FunctionalInterface
  private interface Filling {
    void fill(Path folder) throws IOException;
  }

  /**
   * Downloads a data set, unless it is there and sound.
   *
   * @throws DatasetException if it is unknown or comes with the suite, if another fetch or import
   *     of it is under way, or if what was downloaded is damaged
   * @throws DownloadException if no address gave it
   * @throws IOException if it cannot be written
   */
  public Installed fetch(String name) throws IOException {
    DatasetEntry entry = datasets.entry(name);
    PublishedSet published = published(entry);
    return InstallLock.holding(downloads, entry.folder(), () -> fetch(entry, published));
  }

  private Installed fetch(DatasetEntry entry, PublishedSet published) throws IOException {
    Optional<Installed> there = there(entry);
    if (there.isPresent() && isProven(there.get())) {
      return there.get();
    }
    Path folder = Files.createDirectories(downloads.resolve(entry.folder()));
    download(entry, published, folder);
    Path archive = folder.resolve(published.files().get(0).name());
    Installed installed =
        published.isArchive()
            ? install(entry, archive, false, target -> unpack(archive, target))
            : install(entry, folder, false, target -> copy(entry, folder, target));
    Staging.delete(folder);
    return installed;
  }

  private void download(DatasetEntry entry, PublishedSet published, Path folder)
      throws IOException {
    Downloader downloader = new Downloader(patience, listener);
    for (PublishedFile file : published.files()) {
      try {
        downloader.download(published.addresses(file), file, folder);
      } catch (DownloadException e) {
        throw new DownloadException(
            "%s: get %s by hand, then give '%s'"
                .formatted(e.getMessage(), published.byHand(), command(entry, published)));
      }
    }
  }

  /**
   * Takes a data set from what a user has: the published archive, or a folder with its files, which
   * are copied.
   *
   * @param anyChecksum whether files will do that no published checksum proves
   * @throws DatasetException if the source is missing, foreign or damaged, if nothing proves that
   *     its files are the published ones, or if the data set is there already and sound
   * @throws IOException if it cannot be written
   */
  public Installed importFrom(String name, Path source, boolean anyChecksum) throws IOException {
    DatasetEntry entry = datasets.entry(name);
    PublishedSet published = published(entry);
    if (!Files.exists(source)) {
      throw new DatasetException(
          "there is no '%s': give the published archive of %s, or the folder with its files"
              .formatted(source, name));
    }
    return InstallLock.holding(
        downloads, entry.folder(), () -> importFrom(entry, published, source, anyChecksum));
  }

  private Installed importFrom(
      DatasetEntry entry, PublishedSet published, Path source, boolean anyChecksum)
      throws IOException {
    Optional<Installed> there = there(entry);
    if (there.isPresent() && (anyChecksum || isProven(there.get()))) {
      throw new DatasetException(
          "%s is already in '%s', and sound: remove that folder first if another is to take its place"
              .formatted(entry.name(), there.get().folder()));
    }
    Layout layout = layout(entry, published);
    layout.checkName(source);
    if (Files.isDirectory(source)) {
      Path root = layout.find(source, source);
      return install(entry, root, anyChecksum, target -> copy(entry, root, target));
    }
    if (published.isArchive() && published.contents().isEmpty()) {
      // Nothing else can prove what is in it, so it need not be unpacked.
      Optional<String> difference = published.files().get(0).difference(source);
      layout.check(difference.map(what -> "'%s' %s".formatted(source, what)), anyChecksum);
    }
    return install(entry, source, anyChecksum, target -> unpack(source, target));
  }

  private static boolean isProven(Installed installed) {
    return installed.dataset().doubt().isEmpty();
  }

  private void unpack(Path archive, Path target) throws IOException {
    new Unpacker(archive, target, listener).unpack();
  }

  private void copy(DatasetEntry entry, Path source, Path target) throws IOException {
    Map<String, Path> contents = new TreeMap<>();
    sharing(entry)
        .forEach(
            each ->
                each.format()
                    .contents()
                    .forEach(
                        name ->
                            each.format()
                                .find(source, name)
                                .ifPresent(file -> contents.put(name + suffix(file), file))));
    Path origin = source.resolve(Origin.FILE);
    if (Files.isRegularFile(origin)) {
      contents.put(Origin.FILE, origin);
    }
    new FolderCopy(source, target, listener).copy(contents);
  }

  private static String suffix(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz") ? ".gz" : "";
  }

  private PublishedSet published(DatasetEntry entry) {
    if (entry.embedded()) {
      throw new DatasetException(
          "%s comes with the suite: there is nothing to fetch or import".formatted(entry.name()));
    }
    return datasets
        .published(entry)
        .orElseThrow(
            () ->
                new DatasetException(
                    "it is not known where %s is published: put its files into '%s' yourself"
                        .formatted(entry.name(), data.resolve(entry.folder()))));
  }

  private Layout layout(DatasetEntry entry, PublishedSet published) {
    return new Layout(entry, published, command(entry, published));
  }

  /** Returns the command that imports what {@link PublishedSet#byHand} names. */
  private String command(DatasetEntry entry, PublishedSet published) {
    String what = published.isArchive() ? published.files().get(0).name() : "FOLDER";
    String where = data.equals(DataDirectory.resolve(null)) ? "" : " --data " + Shell.quoted(data);
    return "./anact datasets import %s %s%s".formatted(entry.name(), what, where);
  }

  /** Returns what is there of a data set, if it is sound. */
  private Optional<Installed> there(DatasetEntry entry) {
    Path folder = entry.locate(data);
    if (!entry.format().isIn(folder)) {
      return Optional.empty();
    }
    try {
      Dataset dataset = read(entry, folder);
      dataset.doubt().ifPresent(doubt -> listener.note("what is there is unproven: " + doubt));
      return Optional.of(new Installed(dataset, folder, true));
    } catch (DatasetException e) {
      listener.note("what is there is not sound: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Installed install(DatasetEntry entry, Path source, boolean anyChecksum, Filling filling)
      throws IOException {
    try (Staging staging = Staging.create(downloads.resolve(entry.folder() + ".unpacked"))) {
      filling.fill(staging.folder());
      PublishedSet published = published(entry);
      Layout layout = layout(entry, published);
      Path root = layout.find(staging.folder(), source);
      Dataset dataset;
      try {
        dataset = read(entry, root);
        if (published.isIn(published.isArchive() ? source : root)) {
          Origin.of(published, dataset.checksum()).write(root);
          dataset = dataset.with(Optional.empty());
        }
        layout.check(dataset.doubt(), anyChecksum);
      } catch (DatasetException e) {
        // The folder in the message will be gone; what the user has is the source.
        throw new DatasetException(
            e.getMessage().replace(staging.folder().toString(), source.toString()), e);
      }
      Path place = place(entry, root);
      Optional<String> doubt =
          dataset.doubt().map(why -> why.replace(root.toString(), place.toString()));
      return new Installed(dataset.with(doubt), place, false);
    }
  }

  /** Reads a data set, and every other one of the same files. */
  private Dataset read(DatasetEntry entry, Path folder) {
    sharing(entry)
        .filter(other -> !other.equals(entry))
        .forEach(other -> other.format().read(other, folder, Optional.empty()));
    return datasets.read(entry, folder, Optional.empty());
  }

  private Stream<DatasetEntry> sharing(DatasetEntry entry) {
    return datasets.entries().stream().filter(each -> each.folder().equals(entry.folder()));
  }

  /** Moves a sound data set to its place; what is there, damaged or unproven, moves aside. */
  private Path place(DatasetEntry entry, Path root) throws IOException {
    Path place = data.resolve(entry.folder());
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      Path aside = free(entry.folder() + ".replaced");
      Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
      listener.note("what was in '%s' is now in '%s'".formatted(place, aside));
    }
    return Files.move(root, place, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path free(String name) {
    return Stream.iterate(1, i -> i + 1)
        .map(i -> data.resolve(i == 1 ? name : name + "-" + i))
        .filter(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS))
        .findFirst()
        .orElseThrow();
  }
}
