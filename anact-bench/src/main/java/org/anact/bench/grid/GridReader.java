package org.anact.bench.grid;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.anact.bench.InputException;
import org.anact.core.activation.Activations;
import org.anact.core.layer.AnActOptions;
import org.anact.core.registry.UnknownNameException;
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
          "variants");
  private static final List<String> OVERRIDE_KEYS = List.of("models", "recipe");
  private static final List<String> VARIANT_KEYS = List.of("recipe", "anact");

  private final YAMLMapper mapper =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private final String source;

  private GridReader(String source) {
    this.source = source;
  }

  /**
   * Reads a grid file.
   *
   * @throws InputException if the file cannot be read or is no valid grid
   */
  public static Grid read(Path file) {
    try {
      return new GridReader(file.toString()).parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new InputException("there is no grid file '" + file + "': check the path", e);
    } catch (IOException e) {
      throw new InputException(
          "cannot read '%s' (%s): check that it is a text file that you may read"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Reads the text of a grid that the suite ships. */
  static Grid shipped(String name, String text) {
    return new GridReader(name + ".yaml").parse(text);
  }

  Grid parse(String text) {
    JsonNode root;
    try {
      root = mapper.readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new InputException(
          "%s is no valid YAML%s: %s"
              .formatted(source, at == null ? "" : " at line " + at.getLineNr(), firstLine(e)),
          e);
    }
    if (!(root instanceof ObjectNode grid)) {
      throw new InputException(
          source + " holds no grid: it must be a mapping with the keys " + String.join(", ", KEYS));
    }
    checkKeys(grid, KEYS, "");
    List<String> models = names(grid, "models", Models.standard()::get);
    ObjectNode recipe = mapper.valueToTree(Recipe.defaults());
    merge(recipe, grid.get("recipe"), "recipe");
    ObjectNode anact = mapper.valueToTree(AnActOptions.defaults());
    merge(anact, grid.get("anact"), "anact");
    return new Grid(
        text(grid, "name"),
        grid.path("description").asText("").strip(),
        names(grid, "datasets", Datasets.standard()::entry),
        models,
        names(grid, "activations", Activations.standard()::get),
        seeds(grid),
        variants(grid, recipes(grid, recipe, models), anact));
  }

  /** The grid's own recipes and options, and then each variant's changes of them. */
  private List<Grid.Variant> variants(
      ObjectNode grid, Map<String, ObjectNode> recipes, ObjectNode anact) {
    List<Grid.Variant> variants = new ArrayList<>();
    variants.add(variant(recipes, anact));
    for (ObjectNode changes : entries(grid, "variants", VARIANT_KEYS)) {
      Map<String, ObjectNode> changed = new LinkedHashMap<>();
      recipes.forEach(
          (model, recipe) -> {
            ObjectNode copy = recipe.deepCopy();
            merge(copy, changes.get("recipe"), "variants.recipe");
            changed.put(model, copy);
          });
      ObjectNode options = anact.deepCopy();
      merge(options, changes.get("anact"), "variants.anact");
      variants.add(variant(changed, options));
    }
    checkOnce("variants", variants);
    return variants;
  }

  private Grid.Variant variant(Map<String, ObjectNode> recipes, ObjectNode anact) {
    Map<String, Recipe> converted = new LinkedHashMap<>();
    recipes.forEach((model, node) -> converted.put(model, convert(node, Recipe.class, "recipe")));
    return new Grid.Variant(converted, convert(anact, AnActOptions.class, "anact"));
  }

  private String text(ObjectNode grid, String key) {
    String value = grid.path(key).asText("");
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw problem(
          key, "is '%s': give a name of letters, digits, '.', '-' and '_'".formatted(value));
    }
    return value;
  }

  private List<String> names(ObjectNode grid, String key, Consumer<String> lookUp) {
    List<String> names = new ArrayList<>();
    for (JsonNode item : list(grid, key)) {
      String name = item.asText();
      try {
        lookUp.accept(name);
      } catch (UnknownNameException | DatasetException e) {
        throw problem(key, "has an %s".formatted(e.getMessage()));
      }
      names.add(name);
    }
    checkOnce(key, names);
    return names;
  }

  private List<Long> seeds(ObjectNode grid) {
    List<Long> seeds = new ArrayList<>();
    for (JsonNode item : list(grid, "seeds")) {
      if (!item.isIntegralNumber() || !item.canConvertToLong() || item.asLong() < 0) {
        throw problem(
            "seeds", "has '%s': give whole numbers of 0 or more".formatted(item.asText()));
      }
      seeds.add(item.asLong());
    }
    checkOnce("seeds", seeds);
    return seeds;
  }

  private JsonNode list(ObjectNode grid, String key) {
    JsonNode list = grid.get(key);
    if (list == null || list.isNull() || list.isEmpty() || !list.isArray()) {
      throw problem(
          key, "is empty: give a list with at least one entry, like [%s]".formatted(example(key)));
    }
    return list;
  }

  private static String example(String key) {
    return switch (key) {
      case "seeds" -> "1, 2, 3";
      case "models" -> "cnn";
      case "activations" -> "relu, nrelu";
      default -> "fashion-mnist-mini";
    };
  }

  private void checkOnce(String key, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value)) {
        throw problem(key, "names '%s' twice: keep one of them".formatted(value));
      }
    }
  }

  /** Each model has the grid's recipe, changed by every override that names it, in order. */
  private Map<String, ObjectNode> recipes(ObjectNode grid, ObjectNode recipe, List<String> models) {
    Map<String, ObjectNode> merged = new LinkedHashMap<>();
    models.forEach(model -> merged.put(model, recipe.deepCopy()));
    for (ObjectNode entry : entries(grid, "overrides", OVERRIDE_KEYS)) {
      for (JsonNode model : list(entry, "models")) {
        if (!merged.containsKey(model.asText())) {
          throw problem(
              "overrides.models",
              "names '%s', which is not among the grid's models %s"
                  .formatted(model.asText(), models));
        }
        merge(merged.get(model.asText()), entry.get("recipe"), "overrides.recipe");
      }
    }
    return merged;
  }

  private List<ObjectNode> entries(ObjectNode grid, String key, List<String> known) {
    JsonNode list = grid.path(key);
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    List<ObjectNode> entries = new ArrayList<>();
    for (JsonNode item : list.isArray() ? list : List.of(list)) {
      if (!list.isArray() || !(item instanceof ObjectNode entry)) {
        throw problem(key, "must be a list of entries with " + String.join(" and ", known));
      }
      checkKeys(entry, known, key + ".");
      entries.add(entry);
    }
    return entries;
  }

  private void merge(ObjectNode target, JsonNode changes, String path) {
    if (changes == null || changes.isNull()) {
      return;
    }
    if (!(changes instanceof ObjectNode fields)) {
      throw problem(path, "must be a mapping of settings");
    }
    List<String> known = new ArrayList<>();
    target.fieldNames().forEachRemaining(known::add);
    checkKeys(fields, known, path + ".");
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (target.get(field.getKey()) instanceof ObjectNode group) {
        merge(group, field.getValue(), path + "." + field.getKey());
      } else {
        target.set(field.getKey(), field.getValue());
      }
    }
  }

  private void checkKeys(ObjectNode node, List<String> known, String prefix) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw new InputException(
                    "%s: unknown key '%s%s'; did you mean '%s%s'? Known: %s"
                        .formatted(
                            source,
                            prefix,
                            key,
                            prefix,
                            UnknownNameException.nearest(key, known),
                            String.join(", ", known)));
              }
            });
  }

  private <T> T convert(ObjectNode node, Class<T> type, String path) {
    try {
      return mapper.treeToValue(node, type);
    } catch (InvalidFormatException e) {
      throw problem(
          field(path, e), "is '%s': give %s".formatted(e.getValue(), wanted(e.getTargetType())));
    } catch (UnrecognizedPropertyException e) {
      throw problem(field(path, e), "is unknown");
    } catch (JsonMappingException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IllegalArgumentException) {
        throw new InputException(source + ": " + cause.getMessage(), e);
      }
      throw problem(field(path, e), "has a value of the wrong kind (%s)".formatted(firstLine(e)));
    } catch (JsonProcessingException e) {
      throw problem(path, "cannot be read (%s)".formatted(firstLine(e)));
    }
  }

  private static String field(String path, JsonMappingException e) {
    return path
        + e.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(name -> name != null)
            .map(name -> "." + name)
            .collect(Collectors.joining());
  }

  private static String wanted(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(" or "));
    }
    if (type == boolean.class) {
      return "true or false";
    }
    return type == int.class ? "a whole number" : "a number";
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
  }

  private InputException problem(String field, String what) {
    return new InputException("%s: %s %s".formatted(source, field, what));
  }
}
