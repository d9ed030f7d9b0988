package org.anact.core.backend;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * The folder that JavaCPP unpacks native libraries into and loads them from: that of JavaCPP's own
 * property, else one for the time zone in that of {@code ANACT_CACHE} or in {@code
 * ~/.javacpp/cache}; in a task of an engine, in one of the user's in the folder of temporary files,
 * as the home of a cluster is shared, and processes of many nodes would unpack there at a time.
 * Left to itself, JavaCPP takes the working directory where there is no home, and fails in a static
 * initializer where nothing can be executed. It also takes a library for outdated whose time
 * differs from that in the jar, which Java reads in the local time zone: processes of two zones
 * that share a folder overwrite each other's libraries while they are mapped, and crash.
 */
final class NativeCache {

  /** Environment variable that names the folder. */
  static final String VARIABLE = "ANACT_CACHE";

  /** JavaCPP's own setting. */
  static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  private static final String MEND =
      ": name a folder on a disk that programs may run from with " + VARIABLE;

  private NativeCache() {}

  /**
   * Returns the folder, which exists and can be written to and executed from.
   *
   * @param property value of {@link #PROPERTY}, may be null
   * @param variable value of {@link #VARIABLE}, may be null
   * @param home what holds the default: the user's home as Java gives it, which is {@code ?} where
   *     there is none, or a folder of the node
   * @param zone time zone of this process
   * @throws BackendException if there is no such folder
   */
  static Path folder(String property, String variable, String home, ZoneId zone) {
    Path named = usable(named(property, variable, home));
    return property == null
        ? usable(named.resolve(zone.getId().replaceAll("[^A-Za-z0-9+-]", "_")))
        : named;
  }

  /**
   * Returns the folder of this process, as {@link #folder(String, String, String, ZoneId)} does.
   */
  static Path current() {
    return folder(
        System.getProperty(PROPERTY),
        System.getenv(VARIABLE),
        Engine.current(),
        ZoneId.systemDefault());
  }

  /** Makes the folder of an engine's node only where no other is named. */
  static Path folder(String property, String variable, Engine engine, ZoneId zone) {
    boolean named = property != null || variable != null;
    return folder(property, variable, named ? "" : home(engine), zone);
  }

  /**
   * Returns what holds the default folder of a process that an engine has started.
   *
   * @throws BackendException if another user has made it, who could put libraries there
   */
  static String home(Engine engine) {
    String user = System.getProperty("user.name");
    return engine.isRemote()
        ? owned(Path.of(System.getProperty("java.io.tmpdir"), "anact-" + user), user).toString()
        : System.getProperty("user.home");
  }

  static Path owned(Path folder, String user) {
    try {
      Files.createDirectories(folder);
      if (Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(user)) {
        return folder;
      }
    } catch (IOException e) {
      throw new BackendException(
          "ND4J's native libraries cannot be unpacked into '%s' (%s)%s".formatted(folder, e, MEND),
          e);
    }
    throw new BackendException("'%s' belongs to another user%s".formatted(folder, MEND), null);
  }

  private static Path named(String property, String variable, String home) {
    if (property == null && variable != null && variable.isBlank()) {
      throw new BackendException(VARIABLE + " is empty: name a folder with it, or unset it", null);
    }
    try {
      if (property != null || variable != null) {
        return Path.of(property == null ? variable : property).toAbsolutePath();
      }
      Path cache = Path.of(home, ".javacpp", "cache");
      if (cache.isAbsolute()) {
        return cache;
      }
    } catch (InvalidPathException e) {
      throw new BackendException(
          "'%s' is not a folder's name (%s)%s".formatted(e.getInput(), e.getReason(), MEND), e);
    }
    throw new BackendException(
        "there is no home directory for ND4J's native libraries (about 470 MB)" + MEND, null);
  }

  private static Path usable(Path folder) {
    try {
      Files.createDirectories(folder);
      File probe = Files.createTempFile(folder, "probe", "").toFile();
      boolean executable;
      try {
        // The system denies this for every file of a disk that is mounted without execution.
        executable = probe.setExecutable(true) && probe.canExecute();
      } finally {
        Files.delete(probe.toPath());
      }
      if (executable) {
        return folder;
      }
    } catch (IOException e) {
      throw new BackendException(
          "ND4J's native libraries cannot be unpacked into '%s' (%s)%s".formatted(folder, e, MEND),
          e);
    }
    throw new BackendException(
        "ND4J's native libraries cannot be loaded from '%s', where nothing can be executed%s"
            .formatted(folder, MEND),
        null);
  }
}
