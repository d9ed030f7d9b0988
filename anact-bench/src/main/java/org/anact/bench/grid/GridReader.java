package org.anact.bench.grid;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.anact.bench.InputException;
import org.anact.bench.InputFiles;
import org.anact.core.activation.Activations;
import org.anact.core.layer.AnActOptions;
import org.anact.datasets.DatasetException;
import org.anact.datasets.Datasets;
import org.anact.models.Models;

/**
 * Reads a grid from YAML. Keys that nothing reads, names that no list has and values out of range
 * are refused with the file, the field and the way to mend it.
 */
public final class GridReader {

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
          "anchors");
  private static final List<String> OVERRIDE_KEYS = List.of("models", "recipe");
  private static final List<String> VARIANT_KEYS = List.of("recipe", "anact");
  private static final List<String> ANCHOR_KEYS =
      List.of("dataset", "model", "activation", "top1", "recipe", "source");

  private final YAMLMapper mapper =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private final String source;
  private final Settings settings;

  private GridReader(String source) {
    this.source = source;
    this.settings = new Settings(source, mapper);
  }

  /**
   * Reads a grid file.
   *
   * @throws InputException if the file cannot be read or is no valid grid
   */
  public static Grid read(Path file) {
    String text =
        InputFiles.read(file)
            .orElseThrow(
                () -> new InputException("there is no grid file '" + file + "': check the path"));
    return new GridReader(file.toString()).parse(text);
  }

  /**
   * Reads options of ANAct as a grid's key anact has them.
   *
   * @param source who gave them, for messages
   * @param text a YAML mapping of those that are not the default, like {target: backward}
   * @throws InputException if it is no such mapping, or a value is out of its range
   */
  public static AnActOptions options(String source, String text) {
    GridReader reader = new GridReader(source);
    ObjectNode options = reader.mapper.valueToTree(AnActOptions.defaults());
    reader.settings.merge(options, reader.tree(text), "anact");
    return reader.settings.convert(options, AnActOptions.class, "anact");
  }

  /** Reads the text of a grid that the suite ships. */
  static Grid shipped(String name, String text) {
    return new GridReader(name + ".yaml").parse(text);
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
   * @param source name of the file, for messages
   * @param text of the file
   * @param key of the block
   * @param type of the block, whose fields are the keys in it
   * @throws InputException if it is no valid grid, or the block is none of that type
   */
  public static <T extends Record> Extended<T> extended(
      String source, String text, String key, Class<T> type) {
    GridReader reader = new GridReader(source);
    ObjectNode root = reader.root(text);
    List<String> fields =
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    if (!(root.remove(key) instanceof ObjectNode block)) {
      throw reader.settings.problem(
          key, "is missing: give a mapping of " + String.join(", ", fields));
    }
    reader.settings.checkKeys(block, fields, key + ".");
    T settings = reader.settings.convert(block, type, key);
    return new Extended<>(reader.grid(root), settings);
  }

  Grid parse(String text) {
    return grid(root(text));
  }

  private ObjectNode root(String text) {
    if (!(tree(text) instanceof ObjectNode grid)) {
      throw new InputException(
          source + " holds no grid: it must be a mapping with the keys " + String.join(", ", KEYS));
    }
    return grid;
  }

  private Grid grid(ObjectNode grid) {
    settings.checkKeys(grid, KEYS, "");
    List<String> models = names(grid, "models", GridReader::model);
    ObjectNode recipe = mapper.valueToTree(Recipe.defaults());
    settings.merge(recipe, grid.get("recipe"), "recipe");
    ObjectNode anact = mapper.valueToTree(AnActOptions.defaults());
    settings.merge(anact, grid.get("anact"), "anact");
    return new Grid(
        text(grid, "name"),
        grid.path("description").asText("").strip(),
        names(grid, "datasets", GridReader::dataset),
        models,
        names(grid, "activations", GridReader::activation),
        seeds(grid),
        variants(grid, recipes(grid, recipe, models), anact),
        anchors(grid));
  }

  private JsonNode tree(String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new InputException(
          "%s is no valid YAML%s: %s"
              .formatted(
                  source, at == null ? "" : " at line " + at.getLineNr(), InputFiles.firstLine(e)),
          e);
    }
  }

  /** The grid's own recipes and options, and then each variant's changes of them. */
  private List<Grid.Variant> variants(
      ObjectNode grid, Map<String, ObjectNode> recipes, ObjectNode anact) {
    List<Grid.Variant> variants = new ArrayList<>();
    variants.add(variant(recipes, anact));
    for (ObjectNode changes : settings.entries(grid, "variants", VARIANT_KEYS)) {
      Map<String, ObjectNode> changed = new LinkedHashMap<>();
      recipes.forEach(
          (model, recipe) -> {
            ObjectNode copy = recipe.deepCopy();
            settings.merge(copy, changes.get("recipe"), "variants.recipe");
            changed.put(model, copy);
          });
      ObjectNode options = anact.deepCopy();
      settings.merge(options, changes.get("anact"), "variants.anact");
      variants.add(variant(changed, options));
    }
    settings.checkOnce("variants", variants);
    return variants;
  }

  private Grid.Variant variant(Map<String, ObjectNode> recipes, ObjectNode anact) {
    Map<String, Recipe> converted = new LinkedHashMap<>();
    recipes.forEach(
        (model, node) -> converted.put(model, settings.convert(node, Recipe.class, "recipe")));
    return new Grid.Variant(converted, settings.convert(anact, AnActOptions.class, "anact"));
  }

  private List<Anchor> anchors(ObjectNode grid) {
    List<Anchor> anchors = new ArrayList<>();
    for (ObjectNode entry : settings.entries(grid, "anchors", ANCHOR_KEYS)) {
      Anchor anchor = settings.convert(entry, Anchor.class, "anchors");
      anchors.add(
          new Anchor(
              registered("anchors.dataset", anchor.dataset(), GridReader::dataset),
              registered("anchors.model", anchor.model(), GridReader::model),
              registered("anchors.activation", anchor.activation(), GridReader::activation),
              anchor.top1(),
              anchor.recipe(),
              anchor.source()));
    }
    return anchors;
  }

  private String text(ObjectNode grid, String key) {
    String value = grid.path(key).asText("");
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw settings.problem(
          key, "is '%s': give a name of letters, digits, '.', '-' and '_'".formatted(value));
    }
    return value;
  }

  private List<String> names(ObjectNode grid, String key, UnaryOperator<String> lookUp) {
    List<String> names = new ArrayList<>();
    for (JsonNode item : settings.list(grid, key, example(key))) {
      names.add(registered(key, item.asText(), lookUp));
    }
    settings.checkOnce(key, names);
    return names;
  }

  /** Returns the name under which something is registered, of which a file may have another. */
  private String registered(String key, String name, UnaryOperator<String> lookUp) {
    try {
      return lookUp.apply(name);
    } catch (IllegalArgumentException | DatasetException e) {
      // An unknown name, or a class of the user's own that is unusable.
      throw settings.problem(key, "has an %s".formatted(e.getMessage()));
    }
  }

  private static String dataset(String name) {
    return Datasets.standard().entry(name).name();
  }

  private static String model(String name) {
    return Models.standard().get(name).name();
  }

  private static String activation(String name) {
    return Activations.standard().get(name).name();
  }

  private List<Long> seeds(ObjectNode grid) {
    List<Long> seeds = new ArrayList<>();
    for (JsonNode item : settings.list(grid, "seeds", example("seeds"))) {
      if (!item.isIntegralNumber() || !item.canConvertToLong() || item.asLong() < 0) {
        throw settings.problem(
            "seeds", "has '%s': give whole numbers of 0 or more".formatted(item.asText()));
      }
      seeds.add(item.asLong());
    }
    settings.checkOnce("seeds", seeds);
    return seeds;
  }

  /** Each model has the grid's recipe, changed by every override that names it, in order. */
  private Map<String, ObjectNode> recipes(ObjectNode grid, ObjectNode recipe, List<String> models) {
    Map<String, ObjectNode> merged = new LinkedHashMap<>();
    models.forEach(model -> merged.put(model, recipe.deepCopy()));
    for (ObjectNode entry : settings.entries(grid, "overrides", OVERRIDE_KEYS)) {
      for (JsonNode item : settings.list(entry, "models", example("models"))) {
        String model = registered("overrides.models", item.asText(), GridReader::model);
        if (!merged.containsKey(model)) {
          throw settings.problem(
              "overrides.models",
              "names '%s', which is not among the grid's models %s".formatted(model, models));
        }
        settings.merge(merged.get(model), entry.get("recipe"), "overrides.recipe");
      }
    }
    return merged;
  }

  private static String example(String key) {
    return switch (key) {
      case "seeds" -> "1, 2, 3";
      case "models" -> "cnn";
      case "activations" -> "relu, nrelu";
      default -> "fashion-mnist-mini";
    };
  }
}
