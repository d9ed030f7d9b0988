package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anact.bench.InputException;
import org.anact.bench.bands.BandSource;
import org.anact.bench.catalog.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write in a grid is read as YAML 1.2 has it, or refused with its line and column. */
final class YamlOfGridsTest {

  /** Six lines; a case comes in place of the key that it names, or behind them. */
  private static final List<String> TINY =
      List.of(
          "name: tiny",
          "datasets: [fashion-mnist-mini]",
          "models: [mlp]",
          "activations: [relu, nrelu]",
          "seeds: [1]",
          "recipe: {epochs: 2}");

  @TempDir private Path folder;

  private static String grid(String change) {
    String text = change.replace("\\n", "\n").replace("\\t", "\t");
    List<String> lines = new ArrayList<>();
    String key = text.substring(0, text.indexOf(':') + 1);
    for (String line : TINY) {
      if (line.startsWith(key)) {
        lines.add(text);
      } else if (!text.contains("\n" + line.substring(0, line.indexOf(':') + 1))) {
        lines.add(line);
      }
    }
    if (!lines.contains(text)) {
      lines.add(text);
    }
    return String.join("\n", lines) + "\n";
  }

  private static Grid read(String change) {
    return GridReader.parse(Catalog.standard(), "g.yaml", grid(change), GridChanges.none());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          seeds: [010, 017]                        | seeds=[10, 17]
          seeds: 7                                 | seeds=[7]
          seeds: 1..5                              | seeds=[1, 2, 3, 4, 5]
          seeds: [1..3, 9]                         | seeds=[1, 2, 3, 9]
          seeds: [9223372036854775807, 0]          | seeds=[9223372036854775807, 0]
          name: 010                                | name=010
          name: 1.10                               | name=1.10
          name: 2024-01-02                         | name=2024-01-02
          name: null1                              | name=null1
          models: mlp                              | models=[mlp]
          models:\\n- mlp\\n- cnn                  | models=[mlp, cnn]
          activations: nrelu                       | activations=[nrelu]
          activations: [relu, ]                    | activations=[relu]
          description: yes                         | description=yes
          description: >-\\n  two\\n  lines        | description=two lines
          recipe: {epochs: 010, batchSize: 0128}   | epochs=10, batchSize=128
          recipe: {learningRate: 1e-3}             | learningRate=0.001
          recipe: {weightDecay: 5E-4}              | weightDecay=5.0E-4
          recipe: {clipNorm: 1e+1}                 | clipNorm=10.0
          recipe: {learningRate: .1}               | learningRate=0.1
          recipe: {schedule: Constant}             | schedule=CONSTANT
          recipe: {schedule: 'constant'}           | schedule=CONSTANT
          recipe: {schedule: step, milestones: 5}  | milestones=[5]
          recipe: {schedule: step, milestones: 2..4} | milestones=[2, 3, 4]
          recipe: {decayNormsAndBiases: TRUE}      | decayNormsAndBiases=true
          recipe: {augmentation: {flip: True}}     | flip=true
          recipe:                                  | epochs=10
          recipe: {augmentation: }                 | padCrop=0
          anact: {learnableAlpha: False}           | learnableAlpha=false
          models: &m [mlp, cnn]\\noverrides:\\n  - models: *m\\n    recipe: {epochs: 1} | epochs=1
          recipe: &r {epochs: 1, learningRate: 0.3}\\nvariants:\\n  - recipe: {<<: *r, init: he} | init=he
          x-base: &r {epochs: 4}\\nrecipe: *r      | epochs=4
          x: &r {epochs: 4}\\nrecipe: *r           | epochs=4
          x-a: &a {epochs: 4, batchSize: 8}\\nx-b: &b {epochs: 5}\\nrecipe: {<<: [*b, *a], init: he} | epochs=5, batchSize=8
          recipe: &r {epochs: 6, <<: *r}           | epochs=6
          overrides: {models: mlp, recipe: {epochs: 3}} | epochs=3
          """)
  void isUnderstood(String change, String part) {
    assertThat(read(change).toString().replace(", epochs", " epochs"))
        .contains(part.split(", (?=[a-z])"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          seeds: ['1']                   | 5, column 9: seeds has '1': give a whole number of 0 or more without quotes
          seeds: [1.0, 1e3]              | 5, column 9: seeds has '1.0': give a whole number
          seeds: [-1]                    | 5, column 9: seeds has '-1': give a whole number of 0 or more
          seeds: [18446744073709551615]  | 5, column 9: seeds has '18446744073709551615', which is too large
          seeds: 5..1                    | 5, column 8: seeds is '5..1': give the smaller number first
          seeds: 1..1000000000           | 5, column 8: seeds is '1..1000000000': give
          seeds: [1, 1..3]               | 5, column 8: seeds names '1' twice: keep one of them
          seeds: [[1]]                   | 5, column 9: seeds has a list: give a whole number
          seeds: {a: 1}                  | 5, column 8: seeds is a mapping: give a whole number
          seeds: []                      | 5, column 8: seeds is empty: give a list with at least one entry
          seeds: ~                       | 5, column 8: seeds is empty
          seeds: [1, ~]                  | 5, column 12: seeds is empty
          seeds: 1..6\\nseeds: 7         | 6, column 1: seeds is given twice: keep one of them
          name: a..                      | 1, column 7: name is 'a..': give a name of letters
          name: my grid                  | 1, column 7: name is 'my grid'
          name: [a]                      | 1, column 7: name is a list: give a text
          name: ''                       | 1, column 7: name is ''
          description: [a, b]            | 7, column 14: description is a list: give a text
          activations: [relu, relu]      | 4, column 14: activations names 'relu' twice
          activations: [relu, nrulu]     | 4, column 21: activations has an unknown activation 'nrulu'
          models: {mlp: 1}               | 3, column 9: models is a mapping: give a text
          recipe: [epochs]               | 6, column 9: recipe must be a mapping with the keys epochs, batchSize
          recipe: {epochs: 1.0}          | 6, column 18: recipe.epochs is '1.0': give a whole number
          recipe: {epochs: 0x10}         | 6, column 18: recipe.epochs is '0x10': give a whole number
          recipe: {epochs: 99999999999}  | 6, column 18: recipe.epochs is '99999999999', which is too large
          recipe: {learningRate: '0,05'} | 6, column 24: recipe.learningRate is '0,05': give a number with a decimal point
          recipe: {learningRate: '0.05'} | 6, column 24: recipe.learningRate is '0.05': give a number without quotes
          recipe:\\n  learningRate: 0,05 | 7, column 17: recipe.learningRate is '0,05': give a number with a decimal point
          recipe: {learningRate: 0,05}   | 6, column 26: recipe.05 is not a setting: if it is part of a number, write a decimal point
          recipe: {learningRate: .inf}   | 6, column 24: recipe.learningRate is '.inf': give a number that is finite
          recipe: {learningRate: .nan}   | 6, column 24: recipe.learningRate is '.nan': give a number that is finite
          recipe: {learningRate: 1e-400} | 6, column 24: recipe.learningRate is '1e-400', which is too small for a double
          recipe: {learningRate: 1e400}  | 6, column 24: recipe.learningRate is '1e400', which is too large for a double
          recipe: {learningRate: 0}      | 6, column 24: recipe.learningRate is 0.0: give a number above 0
          recipe: {learningRate: [0.1, 0.01]} | 6, column 24: recipe.learningRate is a list: give a number
          recipe: {labelSmoothing: 10%}  | 6, column 26: recipe.labelSmoothing is '10%': give a number, as 0.1 for 10%
          recipe: {weightDecay: ''}      | 6, column 23: recipe.weightDecay is '': give a number
          recipe: {weightDecay: ~}       | 6, column 23: recipe.weightDecay is empty: give it a value, or leave it out
          recipe: {schedule: 0}          | 6, column 20: recipe.schedule is '0': give constant or cosine or step or onecycle
          recipe: {init: 1}              | 6, column 16: recipe.init is '1': give fair or same or he
          recipe: {decayNormsAndBiases: yes} | 6, column 31: recipe.decayNormsAndBiases is 'yes': give true or false
          recipe: {milestones: '3,5'}    | 6, column 22: recipe.milestones is '3,5': give a whole number
          recipe: {epochs: 1, warmupEpochs: 1} | 6, column 35: recipe.warmupEpochs is 1.0: give less than the epochs, 1
          recipe: {augmentation: {padCrop: -1}} | 6, column 34: recipe.augmentation.padCrop is -1: give pixels from 0
          recipe: {learning_rate: 0.1}   | 6, column 10: unknown key 'recipe.learning_rate'
          recipe: !mine {epochs: 1}      | 6, column 9: recipe has the tag '!mine', which is unknown: leave it out
          recipe: {epochs: !!python/object:os.x 1} | 6, column 18: recipe.epochs has the tag
          recipe: {[1]: 2}               | 6, column 10: recipe has a list or a mapping as a key
          recipe: {<<: 1}                | 6, column 14: recipe must be a mapping
          recipe: *r                     | 6, column 9 is not valid YAML: found undefined alias r
          recipe:\\n\\tepochs: 1         | 7, column 1 is not valid YAML: a tab where YAML wants spaces
          recipe: {epochs: 1             | 7, column 1 is not valid YAML: expected ',' or '}', but got
          recipe: "a\007"             | 6 is not valid YAML: it has the character U+0007, which no text has
          anact: {learnableAlpha: 0}     | 7, column 25: anact.learnableAlpha is '0': give true or false
          anact: {learnableAlpha: off}   | 7, column 25: anact.learnableAlpha is 'off': give true or false
          anact: {learnableAlpha: 'false'} | 7, column 25: anact.learnableAlpha is 'false': give true or false without quotes
          anact: {momentum: 2}           | 7, column 19: anact.momentum is 2.0: give a number from 0 to below 1
          y: &r {epochs: 1}              | 7, column 1: unknown key 'y'
          variants: [{recipe: {epochs: 2}}] | 7, column 12: variants repeats settings that the grid has already
          overrides: [{recipe: {epochs: 2}}] | 7, column 13: overrides has no models
          anchors: [{dataset: cifar10}]  | 7, column 11: anchors has no model: add it
          seeds: 1\\n---\\nname: b         | 5, column 1: a second document begins here
          """)
  void isRefusedWithItsPlace(String change, String sentence) {
    assertThatThrownBy(() -> read(change))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("g.yaml, line " + sentence)
        .message()
        .doesNotContain("\n", "java.", "org.", "Optional")
        .doesNotEndWith(".");
  }

  /** Sizes that fit an int and whose products do not, or that no machine could hold. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          batchSize: 2147483647   | recipe.batchSize is 2147483647: give 2 or more, up to 1,000,000
          epochs: 2147483647      | recipe.epochs is 2147483647: give 1 or more, up to 1,000,000
          warmupSteps: 2147483647 | recipe.warmupSteps is 2147483647: give 0 or more, up to
          warmupEpochs: 1e300     | recipe.warmupEpochs is 1.0E300: give less than the epochs
          augmentation: {padCrop: 2147483647} | recipe.augmentation.padCrop is 2147483647: give pixels
          augmentation: {cutout: 2147483647}  | recipe.augmentation.cutout is 2147483647: give pixels
          augmentation: {mixup: 1e308}        | recipe.augmentation.mixup is 1.0E308: give a number from 0
          """)
  void hugeNumbersAreRefused(String setting, String sentence) {
    assertThatThrownBy(() -> read("recipe: {" + setting + "}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void moreStepsThanCanBeCountedAreRefused() {
    Recipe recipe = TestRecipes.with("{epochs: 1000000, batchSize: 2}");
    assertThat(recipe.stepsPerEpoch(6001)).isEqualTo(3001);
    assertThatThrownBy(() -> recipe.learningRates(recipe.stepsPerEpoch(6001)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "recipe.epochs is 1000000, which makes 3,001,000,000 steps of training: give less, or a"
                + " larger batchSize");
  }

  @Test
  void moreRunsThanCanEndAreRefused() {
    assertThatThrownBy(
            () ->
                read(
                    "seeds: [0..9999, 10000..19999, 20000..29999, 30000..39999, 40000..49999,"
                        + " 50000]"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more than 100,000 runs: take fewer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aByteOrderMarkIsReadPast(String charset) throws Exception {
    Path file = folder.resolve("grid.yaml");
    Files.writeString(file, "\uFEFF" + grid("description: Prüfung"), Charset.forName(charset));
    assertThat(GridReader.read(Catalog.standard(), file).description()).isEqualTo("Prüfung");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r"})
  void linesEndAsOtherSystemsEndThem(String end) throws Exception {
    Path file = folder.resolve("grid.yaml");
    Files.writeString(file, grid("name: other").replace("\n", end));
    assertThat(GridReader.read(Catalog.standard(), file).name()).isEqualTo("other");
  }

  @Test
  void otherEncodingsAreRefusedWithTheLine() throws Exception {
    Path file = folder.resolve("grid.yaml");
    Files.writeString(file, grid("description: Prüfung"), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> GridReader.read(Catalog.standard(), file))
        .isInstanceOf(InputException.class)
        .hasMessage(file + ", line 7 is not text in UTF-8: save the file as UTF-8");
    assertThatThrownBy(() -> BandSource.of(file)).hasMessageContaining("save the file as UTF-8");
    Files.writeString(file, grid("description: x"), StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> GridReader.read(Catalog.standard(), file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("U+0000, which no text has");
  }

  /** Aliases of aliases grow without bound in a reader that copies what they stand for. */
  @Test
  void filesThatWouldExhaustTheReaderAreRefused() {
    StringBuilder bomb = new StringBuilder("x-0: &a0 [1, 1, 1, 1, 1, 1, 1, 1]\n");
    for (int i = 1; i < 30; i++) {
      String one = "*a" + (i - 1);
      bomb.append("x-%d: &a%d [%s]%n".formatted(i, i, String.join(", ", List.of(one, one, one))));
    }
    assertThatThrownBy(() -> read("seeds: [1]\n" + bomb))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Number of aliases");
    assertThatThrownBy(() -> read("seeds: " + "[".repeat(100_000)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more than 20 collections in one another");
    assertThatThrownBy(() -> read("seeds: &s [1, *s]"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("seeds has a list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment\n", "---\n", "~", "[1, 2]", "text"})
  void filesWithoutSettingsAreRefused(String text) {
    assertThatThrownBy(
            () -> GridReader.parse(Catalog.standard(), "g.yaml", text, GridChanges.none()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("g.yaml")
        .hasMessageContaining("mapping");
  }
}
