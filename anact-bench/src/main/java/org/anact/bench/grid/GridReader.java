package org.anact.bench.grid;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.anact.bench.InputException;
import org.anact.bench.InputFiles;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.catalog.OwnEntries;
import org.anact.bench.yaml.Setting;
import org.anact.bench.yaml.Settings;
import org.anact.bench.yaml.Yaml;
import org.anact.core.activation.NamedActivation;
import org.anact.core.layer.AnActOptions;
import org.anact.core.layer.LadderRung;
import org.anact.core.statistics.RhoForm;
import org.anact.core.theory.Target;
import org.anact.datasets.DatasetException;
import org.anact.results.Anchor;
import org.anact.results.decision.DecisionRule;

/**
 * Reads a grid from YAML, each of its keys in a method of its own. Keys that nothing reads, names
 * that no list has and values out of range are refused with the file, the line, the field and the
 * way to mend it.
 */
public final class GridReader {

  /** Most runs of a grid: as many never end, and their plan alone takes the memory. */
  private static final long MOST_RUNS = 100_000;

  private static final List<String> KEYS =
      List.of(
          "name",
          "description",
          "datasets",
          "models",
          "activations",
          "seeds",
          "recipe",
          "anact",
          "overrides",
          "variants",
          "anchors",
          "tune",
          "decide",
          "decompose");
  private static final List<String> OVERRIDE_KEYS = List.of("models", "recipe");
  private static final List<String> VARIANT_KEYS = List.of("recipe", "anact");

  private static final Map<String, String> EXAMPLES =
      Map.of(
          "name", "small",
          "datasets", "[fashion-mnist-mini]",
          "models", "[cnn]",
          "activations", "[relu, nrelu]",
          "seeds", "1..6");

  private final Setting root;
  private final Map<String, Setting> fields;
  private final GridChanges changes;
  private final OwnEntries own;
  private final Catalog catalog;

  /** Makes a reader; the folder of the file is where the paths in it begin. */
  private GridReader(
      Catalog catalog,
      Setting root,
      Map<String, Setting> fields,
      GridChanges changes,
      Optional<Path> folder) {
    this.root = root;
    this.fields = fields;
    this.changes = changes;
    Setting datasets = required("datasets");
    this.own = OwnEntriesReader.read(datasets, folder);
    this.catalog =
        OwnActivations.extend(
            OwnEntriesReader.extend(catalog, own, datasets), required("activations"));
  }

  /**
   * Reads a grid file.
   *
   * @param catalog what it can name
   * @throws InputException if the file cannot be read or is not a valid grid
   */
  public static Grid read(Catalog catalog, Path file) {
    return read(catalog, file, GridChanges.none());
  }

  /** Reads a grid file with changes, which are checked as the file is. */
  static Grid read(Catalog catalog, Path file, GridChanges changes) {
    String text =
        InputFiles.read(file)
            .orElseThrow(
                () -> new InputException("there is no grid file '" + file + "': check the path"));
    Setting root = Yaml.read(file.toString(), text);
    Optional<Path> folder = Optional.ofNullable(file.toAbsolutePath().getParent());
    return new GridReader(catalog, root, root.fields(KEYS), changes, folder).grid();
  }

  /**
   * Reads the text of a grid.
   *
   * @param catalog what it can name
   * @param source name of its file, for messages
   */
  static Grid parse(Catalog catalog, String source, String text, GridChanges changes) {
    Setting root = Yaml.read(source, text);
    return new GridReader(catalog, root, root.fields(KEYS), changes, Optional.empty()).grid();
  }

  /**
   * Reads options of ANAct as a grid's key anact has them.
   *
   * @param option which gives them, for messages
   * @param text a YAML mapping of those that are not the default, like {target: backward}
   * @throws InputException if it is no such mapping, or a value is out of its range
   */
  public static AnActOptions options(String option, String text) {
    return Settings.of(AnActOptions.class, Yaml.option(option, "anact", text))
        .over(AnActOptions.defaults());
  }

  /**
   * A grid whose file has a block of further settings.
   *
   * @param grid what the grid's own keys say
   * @param block the settings
   */
  public record Extended<T extends Record>(Grid grid, T block) {}

  /**
   * Reads a grid whose file has a block of further settings under a key of its own.
   *
   * @param catalog what it can name
   * @param source name of the file, for messages
   * @param text of the file
   * @param key of the block
   * @param type of the block, whose fields are the keys in it
   * @throws InputException if it is not a valid grid, or the block is not of that type
   */
  public static <T extends Record> Extended<T> extended(
      Catalog catalog, String source, String text, String key, Class<T> type) {
    Setting root = Yaml.read(source, text);
    List<String> keys = new ArrayList<>(KEYS);
    keys.add(key);
    Map<String, Setting> fields = root.fields(keys);
    Setting block = fields.get(key);
    if (block == null || block.isEmpty()) {
      throw root.at(key)
          .problem(
              "is missing: give a mapping of "
                  + String.join(
                      ", ",
                      Arrays.stream(type.getRecordComponents())
                          .map(RecordComponent::getName)
                          .toList()));
    }
    T settings = Settings.of(type, block).required();
    return new Extended<>(
        new GridReader(catalog, root, fields, GridChanges.none(), Optional.empty()).grid(),
        settings);
  }

  private String dataset(String name) {
    return catalog.datasets().entry(name).name();
  }

  private String model(String name) {
    return catalog.models().get(name).name();
  }

  private String activation(String name) {
    return catalog.activations().get(name).name();
  }

  private Grid grid() {
    Setting description = fields.get("description");
    Set<String> known = new LinkedHashSet<>(names(required("models"), this::model));
    List<String> models = names(field("models", changes.models()), this::model);
    known.addAll(models);
    Setting named = field("datasets", changes.datasets());
    List<String> datasets = names(named, OwnEntriesReader.names(named), this::dataset);
    Setting functions = field("activations", changes.activations());
    List<NamedActivation> activations =
        names(functions, OwnActivations.names(functions), this::activation).stream()
            .map(catalog.activations()::get)
            .toList();
    List<Long> seeds = seeds(field("seeds", changes.seeds()));
    List<Grid.Variant> variants = variants(models, known);
    checkSize(datasets, models, activations, seeds, variants);
    return new Grid(
        name(required("name")),
        description == null || description.isEmpty() ? "" : description.text().strip(),
        datasets,
        models,
        activations,
        seeds,
        variants,
        anchors(),
        tuning(models, known, seeds),
        Optional.ofNullable(fields.get("decide"))
            .map(rule -> Settings.of(DecisionRule.class, rule).over(DecisionRule.defaults())),
        own);
  }

  private Optional<Tuning> tuning(List<String> models, Set<String> known, List<Long> seeds) {
    Setting block = fields.get("tune");
    if (block == null || block.isEmpty()) {
      return Optional.empty();
    }
    List<Settings<Recipe>> recipes = new ArrayList<>();
    Collection<Settings<Recipe>> own = recipes(models, known).values();
    recipes.addAll(own);
    for (Setting variant : entries("variants")) {
      Setting changed = variant.fields(VARIANT_KEYS).get("recipe");
      own.forEach(recipe -> recipes.add(Recipe.change(recipe, changed)));
    }
    return Optional.of(new TuningReader(recipes).read(block, seeds));
  }

  private void checkSize(List<?>... factors) {
    long runs = 1;
    for (List<?> factor : factors) {
      runs = Math.min(runs * factor.size(), Integer.MAX_VALUE);
    }
    if (runs > MOST_RUNS) {
      throw root.problem(
          "these seeds, models, data sets, activations and variants are more than %,d runs: take fewer"
              .formatted(MOST_RUNS));
    }
  }

  private Setting required(String key) {
    Setting setting = fields.get(key);
    if (setting == null) {
      throw root.at(key)
          .problem("is missing: give it, like '%s: %s'".formatted(key, EXAMPLES.get(key)));
    }
    return setting;
  }

  /** What the command line gives, or else the file. */
  private Setting field(String key, List<String> given) {
    return given.isEmpty() ? required(key) : Setting.of("--" + key, key, given);
  }

  /** Reads a name that can be that of a file. */
  static String name(Setting setting) {
    String name = setting.text();
    if (!name.matches("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_-])?")) {
      throw setting.problem(
          "is '%s': give a name of letters, digits, '.', '-' and '_', no '.' at its ends"
              .formatted(name));
    }
    return name;
  }

  private static List<String> names(Setting setting, UnaryOperator<String> lookUp) {
    return names(setting, setting.list(), lookUp);
  }

  private static List<String> names(
      Setting setting, List<Setting> entries, UnaryOperator<String> lookUp) {
    List<String> names = entries.stream().map(entry -> known(entry, lookUp)).toList();
    checkOnce(setting, names);
    return names;
  }

  /** Returns the name as the list has it. */
  private static String known(Setting setting, UnaryOperator<String> lookUp) {
    try {
      return lookUp.apply(setting.text());
    } catch (IllegalArgumentException | DatasetException e) {
      // An unknown name, or a class of the user's own that is unusable.
      throw setting.problem("has an " + e.getMessage());
    }
  }

  static List<Long> seeds(Setting setting) {
    List<Long> seeds = setting.wholes(0, Long.MAX_VALUE);
    checkOnce(setting, seeds);
    return seeds;
  }

  /** Refuses a list that has the same value twice. */
  static void checkOnce(Setting setting, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value)) {
        throw setting.problem("names '%s' twice: keep one of them".formatted(value));
      }
    }
  }

  private List<Setting> entries(String key) {
    Setting setting = fields.get(key);
    return setting == null || setting.isEmpty() ? List.of() : setting.list();
  }

  /** Each model has the grid's recipe, changed by every override that names it, in order. */
  private Map<String, Settings<Recipe>> recipes(List<String> models, Set<String> known) {
    Map<String, Settings<Recipe>> recipes = new LinkedHashMap<>();
    Settings<Recipe> own = Recipe.change(Settings.none(Recipe.class), fields.get("recipe"));
    models.forEach(model -> recipes.put(model, own));
    for (Setting entry : entries("overrides")) {
      Map<String, Setting> override = entry.fields(OVERRIDE_KEYS);
      Setting named = override.get("models");
      if (named == null) {
        throw entry.problem("has no models: add the models whose recipe it changes");
      }
      for (String model : names(named, this::model)) {
        if (!known.contains(model)) {
          throw named.problem(
              "names '%s', which is not among the grid's models %s".formatted(model, known));
        }
        recipes.computeIfPresent(
            model, (name, recipe) -> Recipe.change(recipe, override.get("recipe")));
      }
    }
    return recipes;
  }

  /** The grid's own recipes and options, and then each variant's changes of them. */
  private List<Grid.Variant> variants(List<String> models, Set<String> known) {
    Map<String, Settings<Recipe>> recipes = recipes(models, known);
    Settings<AnActOptions> anact = Settings.none(AnActOptions.class).change(fields.get("anact"));
    List<Grid.Variant> variants = new ArrayList<>();
    variants.add(variant(recipes, null, anact));
    Setting decompose = fields.get("decompose");
    if (decompose != null && (boolean) decompose.as(boolean.class)) {
      variants.addAll(ladder(decompose, variants.get(0)));
    }
    for (Setting entry : entries("variants")) {
      Map<String, Setting> changed = entry.fields(VARIANT_KEYS);
      Grid.Variant variant =
          variant(recipes, changed.get("recipe"), anact.change(changed.get("anact")));
      if (!variants.contains(variant)) {
        variants.add(variant);
      } else if (changes.epochs().isEmpty()) {
        throw entry.problem("repeats settings that the grid has already: remove this entry");
      }
    }
    return variants;
  }

  /** The rungs below the whole method, without those that its options make equal to another. */
  private static List<Grid.Variant> ladder(Setting decompose, Grid.Variant whole) {
    AnActOptions anact = whole.anact();
    if (anact.target() != Target.BALANCED || anact.rhoForm() != RhoForm.RAW) {
      throw decompose.problem(
          "is true, and its first arm is vanilla's function only with anact.target balanced and"
              + " anact.rhoForm raw: leave these two out, or decompose");
    }
    return Arrays.stream(LadderRung.values())
        .map(rung -> new Grid.Variant(whole.recipes(), rung.of(anact)))
        .distinct()
        .filter(rung -> !rung.equals(whole))
        .toList();
  }

  private Setting epochs() {
    String path = "recipe.epochs";
    List<String> given = List.of(String.join(",", changes.epochs()));
    return Setting.of("--epochs", path, given).list().get(0).at(path);
  }

  private Grid.Variant variant(
      Map<String, Settings<Recipe>> recipes, Setting changed, Settings<AnActOptions> anact) {
    Map<String, Recipe> made = new LinkedHashMap<>();
    recipes.forEach(
        (model, recipe) -> {
          Settings<Recipe> all = Recipe.change(recipe, changed);
          if (!changes.epochs().isEmpty()) {
            all = all.with("epochs", epochs());
          }
          made.put(model, Recipe.of(all));
        });
    return new Grid.Variant(made, anact.over(AnActOptions.defaults()));
  }

  private List<Anchor> anchors() {
    List<Anchor> anchors = new ArrayList<>();
    for (Setting entry : entries("anchors")) {
      Settings<Anchor> settings = Settings.of(Anchor.class, entry);
      Anchor anchor = settings.required();
      anchors.add(
          new Anchor(
              known(settings.get("dataset"), this::dataset),
              known(settings.get("model"), this::model),
              known(settings.get("activation"), this::activation),
              anchor.top1(),
              anchor.recipe(),
              anchor.source()));
    }
    return anchors;
  }
}
