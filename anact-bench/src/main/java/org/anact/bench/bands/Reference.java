package org.anact.bench.bands;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.anact.bench.InputException;
import org.anact.bench.Numbers;
import org.anact.bench.run.Environment;

/**
 * The runs that a band's later runs are compared with, as its file has them.
 *
 * @param formatVersion of the file
 * @param band name of the band
 * @param dataset registered name
 * @param steps of each run
 * @param every steps between two losses
 * @param smoothing losses that are averaged before they are held against a target
 * @param images of the test set that a loss is taken over
 * @param provenance where the runs come from
 * @param arms the runs of each configuration
 */
public record Reference(
    int formatVersion,
    String band,
    String dataset,
    int steps,
    int every,
    int smoothing,
    int images,
    Origin provenance,
    List<Entry> arms) {

  /** Version of the file's format. */
  static final int VERSION = 1;

  /** Refuses another version, and copies the list. */
  public Reference {
    require(
        formatVersion == VERSION, "its format version is " + formatVersion + ", not " + VERSION);
    require(band != null && dataset != null, "it names no band or no data set");
    require(provenance != null, "it has no provenance");
    require(arms != null && !arms.isEmpty(), "it has no configurations");
    arms = List.copyOf(arms);
  }

  /** Puts the runs of a band together. */
  static Reference of(Band band, List<ArmRuns> runs, Origin origin) {
    BandSettings settings = band.settings();
    return new Reference(
        VERSION,
        band.name(),
        band.dataset(),
        settings.steps(),
        settings.every(),
        settings.smoothing(),
        settings.images(),
        origin,
        runs.stream().map(Entry::of).toList());
  }

  /**
   * Returns the runs by the configurations of the band that the reference was checked against.
   *
   * @throws IllegalArgumentException if the band has other configurations
   */
  List<ArmRuns> runs(Band band) {
    require(arms.size() == band.arms().size(), "it has other configurations than its band");
    return IntStream.range(0, arms.size())
        .mapToObj(i -> new ArmRuns(band.arms().get(i), arms.get(i).runs()))
        .toList();
  }

  /**
   * Where runs come from.
   *
   * @param madeAt ISO-8601 instant
   * @param codeVersion version of anact
   * @param gitCommit commit of the checkout, with {@code -dirty} if it was changed
   * @param dataChecksum SHA-256 over the data set's files
   * @param environment backend, threads, processor, operating system and versions
   */
  public record Origin(
      String madeAt,
      String codeVersion,
      String gitCommit,
      String dataChecksum,
      Map<String, String> environment) {

    /** Copies the map, in the order of its keys. */
    public Origin {
      require(environment != null, "its provenance has no environment");
      environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /** Takes the origin of runs that are trained now. */
    public static Origin of(String madeAt, Environment environment, String dataChecksum) {
      return new Origin(
          madeAt,
          environment.versions().anact(),
          environment.gitCommit(),
          dataChecksum,
          environment.settings());
    }

    /** Returns whether runs of the two would have the same numbers. */
    boolean isSameSource(Origin other) {
      return Objects.equals(codeVersion, other.codeVersion)
          && Objects.equals(dataChecksum, other.dataChecksum)
          && Environment.deciding(environment).equals(Environment.deciding(other.environment));
    }
  }

  /**
   * The runs of one configuration.
   *
   * @param model registered name
   * @param activation name in the grid
   * @param target held-out loss that counts as reached, in nats
   * @param config the runs' configuration without their seed
   * @param runs by seed
   */
  public record Entry(
      String model, String activation, double target, JsonNode config, List<BandRun> runs) {

    /** Copies the list. */
    public Entry {
      require(model != null && activation != null, "a configuration has no model or activation");
      require(runs != null, "the configuration %s %s has no runs".formatted(model, activation));
      runs = List.copyOf(runs);
    }

    private static Entry of(ArmRuns runs) {
      BandArm arm = runs.arm();
      return new Entry(
          arm.model(), arm.activation(), arm.target(), ConfigChanges.config(arm), runs.runs());
    }

    /** Returns how tables name it. */
    public String label() {
      return model + " " + activation;
    }

    List<Long> seeds() {
      return runs.stream().map(BandRun::seed).toList();
    }
  }

  /**
   * Refuses other data than the runs were trained on.
   *
   * @throws InputException if the checksum is another
   */
  public void requireData(String checksum) {
    if (!checksum.equals(provenance.dataChecksum())) {
      throw new InputException(
          "the reference of band '%s' was made with another '%s' (SHA-256 %s, and here %s): mend"
                  .formatted(band, dataset, provenance.dataChecksum(), checksum)
              + " the data set, or train the reference again with './anact bands update'");
    }
  }

  /** Returns in one line where the runs come from. */
  public String summary() {
    return "reference of %s, made %s by commit %s on %s, threads: %s"
        .formatted(
            Numbers.count(arms.get(0).runs().size(), "seed", "seeds"),
            provenance.madeAt(),
            provenance.gitCommit(),
            provenance.environment().get("cpu"),
            provenance.environment().get("threads"));
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
