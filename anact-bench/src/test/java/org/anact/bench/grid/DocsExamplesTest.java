package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.anact.bench.catalog.Catalog;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every grid in the documentation is one that a reader can copy and run. */
final class DocsExamplesTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern BANDS = Pattern.compile("^bands:\n(?: .*\n)*", Pattern.MULTILINE);

  @TempDir private Path folder;

  /** An example with the name of its file and line. */
  private record Example(String where, String yaml) {

    /** A step of somebody's CI is YAML, too. */
    boolean isGrid() {
      return yaml.startsWith("name:");
    }
  }

  private static List<Example> examples() throws IOException {
    List<Path> files;
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      files = docs.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
    List<Example> examples = new ArrayList<>();
    for (Path file : files) {
      String text = Files.readString(file);
      Matcher blocks = BLOCK.matcher(text);
      while (blocks.find()) {
        long line = text.substring(0, blocks.start()).lines().count() + 1;
        examples.add(new Example(file.getFileName() + ":" + line, blocks.group(1)));
      }
    }
    return examples;
  }

  private Grid read(String yaml) throws IOException {
    Path file = folder.resolve("example.yaml");
    // A band file is a grid with one block more. A network of the reader's own is nowhere here.
    Files.writeString(file, BANDS.matcher(yaml).replaceAll("").replace("org.me.MyNet", "mlp"));
    return GridReader.read(Catalog.standard(), file);
  }

  @TestFactory
  Stream<DynamicTest> everyGridIsRead() throws IOException {
    List<Example> grids = examples().stream().filter(Example::isGrid).toList();
    assertThat(grids).hasSizeGreaterThanOrEqualTo(2);
    return grids.stream()
        .map(
            grid ->
                dynamicTest(grid.where(), () -> assertThat(read(grid.yaml()).runs()).isNotEmpty()));
  }

  /** docs/grids.md says of its recipe and options that they are the defaults. */
  @Test
  void exampleOfAllFieldsHasTheDefaults() throws IOException {
    Example all =
        examples().stream()
            .filter(example -> example.where().startsWith("grids.md:") && example.isGrid())
            .findFirst()
            .orElseThrow();
    String defaults = "name: a\ndatasets: [fashion-mnist-mini]\nmodels: [cnn]\n";
    RunConfig bare = read(defaults + "activations: [nrelu]\nseeds: [1]\n").runs().get(0);
    RunConfig example =
        read(all.yaml()).runs().stream()
            .filter(run -> run.model().equals("cnn") && run.normalized())
            .findFirst()
            .orElseThrow();
    assertThat(example.recipe()).isEqualTo(bare.recipe());
    assertThat(example.anact()).isEqualTo(bare.anact());
  }
}
