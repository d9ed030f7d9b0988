package org.anact.bench.bands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.anact.bench.InputException;
import org.anact.bench.catalog.Catalog;
import org.anact.results.JsonFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Band files and references are written and edited by hand, and damaged on the way. */
final class BandReaderTest {

  private static final int MUTATIONS = 2000;

  @SuppressWarnings("unused") // the source of a parameter
  private static final List<String> NAMES = BandSource.SHIPPED;

  @TempDir private Path folder;

  @Test
  void everySettingReachesTheRuns() {
    Band band = TestBands.band();
    assertThat(band.name()).isEqualTo("made");
    assertThat(band.arms())
        .extracting(BandArm::label)
        .containsExactly("mlp swish", "mlp nswish", "cnn swish", "cnn nswish");
    assertThat(band.arms().get(2).rule()).isEqualTo(new TargetRule(0.9, 4, 2));
    assertThat(band.arms().get(1).run(7).seed()).isEqualTo(7);
    assertThat(band.arms().get(1).run(7).recipe().updates().learningRate()).isEqualTo(0.01);
    assertThat(band.referenceSeeds()).hasSize(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          steps: 90        | steps: 0          | bands.steps is 0: give 1 or more
          steps: 90        | step: 90          | unknown key 'bands.step'; did you mean 'bands.steps'
          steps: 90        | steps: many       | bands.steps is 'many': give a whole number
          every: 4         | every: 91         | bands.every is 91: give 1 or more, and no more than
          smoothing: 2     | smoothing: 0      | bands.smoothing is 0
          smoothing: 2     | smoothing: 23     | bands.smoothing is 23
          images: 250      | images: -1        | bands.images is -1
          [101, 102, 103, 104, 105, 106] | [101]      | bands.checkSeeds is [101]: give 2 or more
          [101, 102, 103, 104, 105, 106] | [101, 101] | bands.checkSeeds is [101, 101]
          [101, 102, 103, 104, 105, 106] | [101, -5]  | bands.checkSeeds is [101, -5]
          [101, 102, 103, 104, 105, 106] | [101, 20]  | seed 20 is one of the reference
          mlp: 0.7         | mlp: 0            | bands.targets is {mlp=0.0, cnn=0.9}: give a loss
          mlp: 0.7         | mlp: low          | bands.targets.mlp is 'low': give a number
          mlp: 0.7         | mlq: 0.7          | bands.targets has [mlq, cnn]: give one target for
          'mlp: 0.7, '     | ''                | bands.targets has [cnn]: give one target for each
          bands:           | band:             | unknown key 'band'; did you mean 'bands'
          ', 11, 12, 13, 14, 15, 16, 17, 18, 19, 20' | '' | no seed
          models: [mlp, cnn] | models: [mlp, cmn] | did you mean 'cnn'
          name: made       | 'variants: [{anact: {centre: false}}]' | a band has no variants
          name: made       | 'decide: {minSeeds: 8}' | a band has fixed recipes and seeds
          name: made       | 'tune: {momentum: [0.8], seeds: [99]}' | a band has fixed recipes and seeds
          epochs: 1        | epochs: 0         | recipe.epochs is 0
          """)
  void wrongInputIsNamedWithTheWayToMendIt(String from, String to, String message) {
    assertThat(TestBands.YAML).contains(from);
    String text = TestBands.YAML.replace(from, to);
    String wrong = to.matches("(variants|tune|decide):.*") ? TestBands.YAML + to : text;
    if (message.equals("no seed")) {
      assertThatThrownBy(
              () -> Band.parse(Catalog.standard(), "made.yaml", text.replace(", 9, 10", "")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("made.yaml: seeds has 8: a reference needs 10 or more");
      return;
    }
    assertThatThrownBy(() -> Band.parse(Catalog.standard(), "made.yaml", wrong))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("made.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void missingFilesAreNamed() throws Exception {
    assertThatThrownBy(() -> BandSource.of(folder.resolve("nowhere.yaml")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no band file", "nowhere.yaml");
    BandSource alone = source(TestBands.YAML, null);
    assertThatThrownBy(() -> alone.reference(alone.band(Catalog.standard())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("my.yaml has no reference: './anact bands update");
  }

  private BandSource source(String yaml, String reference) throws Exception {
    Path file = Files.writeString(folder.resolve("my.yaml"), yaml);
    Path beside = folder.resolve("my.reference.json");
    Files.deleteIfExists(beside);
    if (reference != null) {
      Files.writeString(beside, reference);
    }
    return BandSource.of(file);
  }

  private static String json() {
    return JsonFiles.tree(TestBands.reference()).toString();
  }

  @Test
  void referenceIsReadAsItWasWritten() throws Exception {
    BandSource source = source(TestBands.YAML, json());
    assertThat(source.reference(source.band(Catalog.standard()))).isEqualTo(TestBands.reference());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          steps: 90    | steps: 91    | its steps is 90, and the band file says 91
          every: 4     | every: 5     | its every is 4, and the band file says 5
          images: 250  | images: 500  | its images is 250, and the band file says 500
          cnn: 0.9     | cnn: 0.8     | its target of cnn swish is 0.9, and the band file says 0.8
          name: made   | name: other  | its band is made, and the band file says other
          19, 20]      | 19, 21]      | its seeds of mlp swish is
          nswish]      | nrelu]       | its configurations is [mlp swish, mlp nswish, cnn swish
          """)
  void referenceOfAnotherBandIsRefused(String from, String to, String message) throws Exception {
    BandSource source = source(TestBands.YAML.replace(from, to), json());
    assertThatThrownBy(() -> source.reference(source.band(Catalog.standard())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("my.reference.json cannot serve as reference: " + message)
        .hasMessageContaining("./anact bands update");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "formatVersion":1  | "formatVersion":2     | its format version is 2, not 1
          "band":"made",     | ''                    | band
          "arms":            | "legs":               | it has no configurations
          "seed":3,          | "seed":3,"seed":4,    | seed
          """)
  void damagedReferenceIsRefused(String from, String to, String message) throws Exception {
    assertThat(json()).contains(from);
    BandSource source = source(TestBands.YAML, json().replace(from, to));
    assertThatThrownBy(() -> source.reference(source.band(Catalog.standard())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot serve as reference")
        .hasMessageContaining(message);
  }

  /** A run without a value would be left out of its own band. */
  @Test
  void referenceWithARunThatFailedIsRefused() {
    Band band = TestBands.band();
    BandRun failed = new BandRun(5, null, 0.5, 0.8, List.of(2.0));
    List<ArmRuns> runs = TestBands.with(TestBands.runs(band.referenceSeeds(), 1, 1), 1, 4, failed);
    String json = JsonFiles.tree(TestBands.reference(band, runs)).toString();
    assertThatThrownBy(() -> ReferenceReader.read("x.json", json, band))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("seed 5 of mlp nswish has no steps to target");
  }

  /** Whatever a file holds, it is read or refused with a sentence. */
  @Test
  void damagedFilesNeverEndInAnythingElse() {
    Random random = new Random(11);
    Band band = TestBands.band();
    String json = json();
    for (int i = 0; i < MUTATIONS; i++) {
      String yaml = mutated(TestBands.YAML, random);
      String reference = mutated(json, random);
      assertReadOrRefused(yaml, () -> Band.parse(Catalog.standard(), "f.yaml", yaml));
      assertReadOrRefused(reference, () -> ReferenceReader.read("f.json", reference, band));
    }
  }

  private static void assertReadOrRefused(String text, Runnable read) {
    assertThatCode(
            () -> {
              try {
                read.run();
              } catch (InputException e) {
                assertThat(e.getMessage()).isNotBlank();
              }
            })
        .as(text)
        .doesNotThrowAnyException();
  }

  private static String mutated(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(changed.length());
      switch (random.nextInt(4)) {
        case 0 -> changed.setCharAt(at, (char) random.nextInt(128));
        case 1 -> changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(30)));
        case 2 -> changed.insert(at, changed.substring(at, Math.min(changed.length(), at + 20)));
        default -> changed.insert(at, "null");
      }
      if (changed.isEmpty()) {
        changed.append('x');
      }
    }
    return changed.toString();
  }

  /** What comes with the suite must be whole, and its targets good ones. */
  @ParameterizedTest
  @FieldSource("NAMES")
  void shippedBandsHaveGoodReferences(String name) {
    BandSource source =
        BandSource.shipped().stream()
            .filter(shipped -> shipped.label().equals(name + ".yaml"))
            .findFirst()
            .orElseThrow();
    Band band = source.band(Catalog.standard());
    Reference reference = source.reference(band);
    assertThat(band.name()).isEqualTo(name);
    assertThat(band.referenceSeeds()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(ConfigChanges.of(reference, band)).isEmpty();
    assertThat(reference.provenance().gitCommit()).matches("[0-9a-f]{40}");
    List<ArmRuns> runs = reference.runs(band);
    assertThat(TargetChoice.targets(runs)).allMatch(TargetChoice.Candidate::isGood);
    for (ArmRuns arm : runs) {
      assertThat(arm.runs()).allMatch(run -> run.withRule(arm.arm().rule()).equals(run));
    }
  }
}
