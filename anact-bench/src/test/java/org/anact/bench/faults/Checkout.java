package org.anact.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The checkout that the tests run in: its sources and what Maven built of them.
 *
 * @param root its folder
 */
record Checkout(Path root) {

  private static final List<String> MODULES =
      List.of("datasets", "anact-core", "anact-models", "anact-bench");

  /** Returns the one around the working directory. */
  static Checkout around() {
    Path folder = Path.of("").toAbsolutePath();
    while (!holdsTheModules(folder)) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "'%s' is in no checkout of the suite: run the test inside of one"
                .formatted(Path.of("").toAbsolutePath()));
      }
    }
    return new Checkout(folder);
  }

  private static boolean holdsTheModules(Path folder) {
    return MODULES.stream()
        .allMatch(module -> Files.isRegularFile(folder.resolve(module).resolve("pom.xml")));
  }

  String read(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  /** Returns the folders of test classes of all modules with code that trains. */
  List<Path> testClasses() {
    return MODULES.stream().map(this::testClasses).toList();
  }

  /** Returns those of the modules whose tests can notice a change of that file, nearest first. */
  List<Path> testClassesAbove(String file) {
    String module = file.substring(0, file.indexOf('/'));
    Stream<String> above =
        switch (module) {
          case "datasets" -> Stream.of("anact-bench");
          case "anact-core" -> Stream.of("anact-models", "anact-bench");
          case "anact-models" -> Stream.of("anact-bench");
          case "anact-bench" -> Stream.of();
          default ->
              throw new IllegalStateException("no fault can be planted in '" + file + "' so far");
        };
    return Stream.concat(Stream.of(module), above).map(this::testClasses).toList();
  }

  private Path testClasses(String module) {
    return root.resolve(module).resolve("target/test-classes");
  }
}
