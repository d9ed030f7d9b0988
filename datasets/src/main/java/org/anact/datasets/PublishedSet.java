package org.anact.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a publisher offers of one data set.
 *
 * @param page where it is described
 * @param addresses folders that serve its files, in the order in which they are tried; each ends
 *     with a slash
 * @param otherForms archives, or files in them, that hold the data set in a form that is not read,
 *     with the name of that form
 * @param files one archive, or the files themselves
 * @param contents the files that are read, unpacked; empty where none of their checksums is known
 */
public record PublishedSet(
    URI page,
    List<URI> addresses,
    Map<String, String> otherForms,
    List<PublishedFile> files,
    List<PublishedFile> contents) {

  /**
   * Checks the addresses.
   *
   * @throws IllegalArgumentException if there is no file, two have one name, or an address is not
   *     one
   */
  public PublishedSet {
    addresses = List.copyOf(addresses);
    otherForms = otherForms == null ? Map.of() : Map.copyOf(otherForms);
    files = List.copyOf(files);
    contents = contents == null ? List.of() : List.copyOf(contents);
    Set<String> names = new HashSet<>();
    files.forEach(file -> names.add(file.name()));
    if (files.isEmpty() || names.size() < files.size() || addresses.isEmpty()) {
      throw new IllegalArgumentException(
          "%s needs files, each once, and addresses".formatted(page));
    }
    for (URI address : addresses) {
      if (!String.valueOf(address.getScheme()).matches("https?")
          || address.getHost() == null
          || !address.getPath().endsWith("/")) {
        throw new IllegalArgumentException(
            "'%s' is not an http or https address that ends with a slash".formatted(address));
      }
    }
  }

  /** Tells whether it is one archive, to be unpacked. */
  public boolean isArchive() {
    return files.size() == 1;
  }

  /**
   * Tells whether all published files are present.
   *
   * @param place the archive itself, or the folder of the files
   * @throws IOException if one cannot be read
   */
  public boolean isIn(Path place) throws IOException {
    for (PublishedFile file : files) {
      Path there = isArchive() ? place : place.resolve(file.name());
      if (!Files.isRegularFile(there) || file.difference(there).isPresent()) {
        return false;
      }
    }
    return true;
  }

  /** Returns the addresses of a file, in the order in which they are tried. */
  public List<URI> addresses(PublishedFile file) {
    return addresses.stream().map(folder -> folder.resolve(file.name())).toList();
  }

  /** Returns what a download of all its files takes, in bytes, if the publisher says so. */
  public OptionalLong bytes() {
    return files.stream().anyMatch(file -> file.bytes() == null)
        ? OptionalLong.empty()
        : OptionalLong.of(files.stream().mapToLong(PublishedFile::bytes).sum());
  }

  /** Returns where a person gets the files. */
  public String byHand() {
    return isArchive()
        ? "'%s' from %s".formatted(files.get(0).name(), addresses(files.get(0)).get(0))
        : "the %d files %s from %s"
            .formatted(
                files.size(),
                String.join(", ", files.stream().map(PublishedFile::name).toList()),
                addresses.get(0));
  }
}
