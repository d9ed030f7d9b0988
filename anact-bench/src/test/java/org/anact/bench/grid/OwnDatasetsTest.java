package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.datasets.DatasetEntry;
import org.anact.results.JsonFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets that a grid defines by where their files are. */
final class OwnDatasetsTest {

  @TempDir private Path folder;

  @BeforeEach
  void photos() throws IOException {
    for (String name : List.of("train/a/1", "train/a/2", "train/b/1", "test/a/1", "test/b/1")) {
      Path file = folder.resolve("data/photos").resolve(name + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(new BufferedImage(9, 7, BufferedImage.TYPE_3BYTE_BGR), "png", file.toFile());
    }
  }

  private Path file(Path parent, String datasets) throws IOException {
    Files.createDirectories(parent);
    return Files.writeString(
        parent.resolve("grid.yaml"),
        """
        name: own
        models: [mlp]
        activations: [relu]
        seeds: [1]
        datasets: %s
        """
            .formatted(datasets));
  }

  private Grid grid(String datasets) throws IOException {
    return GridReader.read(Catalog.standard(), file(folder, datasets));
  }

  @Test
  void aFolderIsADataSetByItsName() throws IOException {
    Grid grid = grid("[{name: mine, folder: data/photos, size: 16}, fashion-mnist-mini]");
    assertThat(grid.datasets()).containsExactly("mine", "fashion-mnist-mini");
    DatasetEntry entry = Catalog.standard().with(grid.own()).datasets().entry("mine");
    assertThat(List.of(entry.channels(), entry.height(), entry.width())).containsExactly(3, 16, 16);
    assertThat(List.of(entry.trainCount(), entry.testCount(), entry.classes()))
        .containsExactly(3, 2, 2);
    assertThat(Catalog.standard().with(grid.own()).datasets().load("mine", folder).doubt())
        .isPresent();
  }

  /** Neither where the files are nor what is in them decides an id, as for any other data set. */
  @Test
  void theSameGridElsewhereHasTheSameIdsAndTheSameRecord() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Grid here = grid("{name: mine, folder: data/photos, size: 16}");
    Files.createDirectories(elsewhere);
    Files.move(folder.resolve("data"), elsewhere.resolve("data"));
    Files.delete(elsewhere.resolve("data/photos/train/a/1.png"));
    Grid there =
        GridReader.read(
            Catalog.standard(), file(elsewhere, "{name: mine, folder: data/photos, size: 16}"));
    assertThat(there.runs().get(0).id()).isEqualTo(here.runs().get(0).id());
    assertThat(JsonFiles.tree(there)).isEqualTo(JsonFiles.tree(here));
    JsonNode own = JsonFiles.tree(here).path("ownDatasets");
    assertThat(own)
        .isEqualTo(
            JsonFiles.MAPPER.readTree(
                "[{\"name\": \"mine\", \"folder\": \"data/photos\", \"size\": 16}]"));
    assertThat(JsonFiles.tree(grid("fashion-mnist-mini")).has("ownDatasets")).isFalse();
  }

  @Test
  void anotherSizeIsAnotherContent() throws IOException {
    String small = "{name: mine, folder: data/photos, size: 8}";
    String large = "{name: mine, folder: data/photos, size: 9}";
    Grid grid = grid(small);
    assertThat(Catalog.standard().with(grid.own()).datasets().load("mine", folder).checksum())
        .isNotEqualTo(
            Catalog.standard().with(grid(large).own()).datasets().load("mine", folder).checksum());
    assertThat(grid(large).runs()).isEqualTo(grid.runs());
  }

  @Test
  void theCommandLineCanNameIt() throws IOException {
    Path file = file(folder, "[{name: mine, folder: data/photos, size: 16}, mnist]");
    GridChanges changes =
        new GridChanges(List.of("Mine"), List.of(), List.of(), List.of(), List.of());
    assertThat(GridReader.read(Catalog.standard(), file, changes).datasets())
        .containsExactly("mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{folder: data/photos, size: 8}; line 5, column 11; without name",
        "{name: mine, folder: data/photos}; line 5, column 11; without size",
        "{name: mine, size: 8}; line 5, column 11; neither a folder nor an npz file",
        "{name: mine, folder: a, npz: b}; line 5, column 11; with both",
        "{name: mine, npz: b, size: 3}; line 5, column 38; leave it out",
        "{name: mine, folder: data/photos, size: 3}; line 5, column 51; give a whole number of 4",
        "{name: mine, folder: data/photos, size: 2000}; line 5, column 51; give 1024 at most",
        "{name: mine, folder: data/photos, side: 8}; line 5, column 45; did you mean",
        "{name: a b, folder: data/photos, size: 8}; line 5, column 18; give a name of letters",
        "{name: MNIST, folder: data/photos, size: 8}; line 5, column 11; cannot be told from 'mnist'",
        "[{name: m, npz: x}, {name: m, npz: y}]; line 5; there is no file",
        "{name: mine, folder: data, size: 8}; line 5, column 11; there is no folder",
        "{name: mine, npz: data}; line 5, column 11; there is no file"
      })
  void wrongDefinitionsAreRefusedWithTheirPlace(String datasets, String place, String sentence) {
    assertThatThrownBy(() -> grid(datasets))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(place)
        .hasMessageContaining(sentence);
  }

  @Test
  void onlyAGridFileDefinesOne() {
    assertThatThrownBy(
            () ->
                GridReader.parse(
                    Catalog.standard(),
                    "band.yaml",
                    "name: b\ndatasets: {name: mine, folder: x, size: 8}\n",
                    GridChanges.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("defines a data set, which only the file of a grid can");
  }
}
