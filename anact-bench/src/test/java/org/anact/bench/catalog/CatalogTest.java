package org.anact.bench.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.anact.bench.InputException;
import org.anact.bench.grid.GridReader;
import org.anact.bench.grid.RunConfig;
import org.anact.core.activation.ActivationEntry;
import org.anact.datasets.DatasetEntry;
import org.anact.datasets.DatasetFormat;
import org.anact.datasets.ImageSet;
import org.anact.datasets.Reading;
import org.anact.models.ModelEntry;
import org.anact.models.network.InputShape;
import org.anact.models.network.Mlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.impl.ActivationCube;

final class CatalogTest {

  @TempDir private Path folder;

  /** As a jar of somebody else's brings it. */
  public static final class Provider implements CatalogProvider {

    @Override
    public List<ActivationEntry> activations() {
      return List.of(new ActivationEntry("cube", "powers", "x^3", "-", ActivationCube::new));
    }

    @Override
    public List<ModelEntry> models() {
      return List.of(new ModelEntry("mine", "plain", "as mlp", "-", Mlp::build));
    }

    @Override
    public List<DatasetEntry> datasets() {
      return List.of(
          new DatasetEntry("dots", "own", "one dot", "-", "dots", 1, 1, 1, 1, 1, 1, new Dots()));
    }

    @Override
    public List<GridFile> grids() {
      return List.of(new GridFile("short", "name: short"));
    }
  }

  /** Reads a file of a single pixel. */
  private record Dots() implements DatasetFormat {

    @Override
    public String publishedFolder() {
      return "";
    }

    @Override
    public List<String> contents() {
      return List.of("dot");
    }

    @Override
    public Reading read(DatasetEntry entry, Path folder, Optional<Path> cache) {
      try {
        byte[] pixel = Files.readAllBytes(folder.resolve("dot"));
        ImageSet images = new ImageSet(1, 1, 1, pixel, new int[1]);
        return new Reading(images, images, List.of("dot"), "none", Map.of());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Takes a name that is there. */
  public static final class Clash implements CatalogProvider {

    @Override
    public List<ActivationEntry> activations() {
      return List.of(new ActivationEntry("Si-LU", "gated", "x", "-", ActivationCube::new));
    }
  }

  @Test
  void providersOnTheClassPathAddEntriesOfEveryKind() throws Exception {
    Catalog catalog = withProvider(Provider.class.getName(), Catalog::load);
    assertThat(catalog.activations().get("Cube").base().create())
        .isInstanceOf(ActivationCube.class);
    assertThat(catalog.activations().get("ncube").normalized()).isTrue();
    assertThat(catalog.models().get("mine").description()).isEqualTo("as mlp");
    assertThat(catalog.grids().get("short").text()).isEqualTo("name: short");
    Files.write(Files.createDirectories(folder.resolve("dots")).resolve("dot"), new byte[] {7});
    assertThat(catalog.datasets().load("dots", folder).train().count()).isEqualTo(1);
    assertThat(catalog.datasets().load("dots", folder).doubt()).isPresent();
    DatasetEntry dots = catalog.datasets().entry("dots");
    assertThat(catalog.datasets().isDoubtful(dots, folder.resolve("dots"))).isTrue();
    assertThat(catalog.activations().names()).startsWith("identity").endsWith("cube", "ncube");
    assertThat(Catalog.standard().activations().find("cube")).isEmpty();
  }

  @Test
  void gridsCanNameWhatProvidersAdd() throws Exception {
    Catalog catalog = Catalog.standard().with(new Provider());
    String grid = "name: g\ndatasets: dots\nmodels: mine\nactivations: [cube, ncube]\nseeds: 1\n";
    Path file = Files.writeString(folder.resolve("g.yaml"), grid);
    List<RunConfig> runs = GridReader.read(catalog, file).runs();
    assertThat(runs).extracting(RunConfig::activation).containsExactly("cube", "ncube");
    assertThat(
            runs.get(1)
                .networkSpec(
                    catalog, new InputShape(1, 1, 1), 2, runs.get(1).recipe().learningRates(1))
                .activation()
                .base()
                .create())
        .isInstanceOf(ActivationCube.class);
    assertThatThrownBy(() -> GridReader.read(Catalog.standard(), file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("unknown model 'mine'");
  }

  @Test
  void providerThatCannotBeUsedIsNamed() throws Exception {
    assertThatThrownBy(() -> withProvider(Clash.class.getName(), Catalog::load))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(Clash.class.getName())
        .hasMessageContaining("the activation 'Si-LU' cannot be told from 'swish'");
    assertThatThrownBy(() -> withProvider("org.me.Nowhere", Catalog::load))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("org.me.Nowhere")
        .hasMessageContaining("ANACT_CLASSPATH");
  }

  /** Runs something as if a jar with a provider were on the class path. */
  private <T> T withProvider(String name, Supplier<T> task) throws Exception {
    Path services = Files.createDirectories(folder.resolve("jar/META-INF/services"));
    Files.writeString(services.resolve(CatalogProvider.class.getName()), name);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL jar = folder.resolve("jar").toUri().toURL();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, before)) {
      thread.setContextClassLoader(loader);
      return task.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
