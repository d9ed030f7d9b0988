package org.anact.bench.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.anact.bench.InputException;
import org.anact.bench.InputFiles;
import org.anact.registry.Names;

/** Turns the nodes of a file into records, and what is wrong with one into a sentence. */
final class Settings {

  private final String source;
  private final ObjectMapper mapper;

  /**
   * Starts with a file.
   *
   * @param source its name, for messages
   * @param mapper that read it
   */
  Settings(String source, ObjectMapper mapper) {
    this.source = source;
    this.mapper = mapper;
  }

  /** Returns a list that has an entry. */
  JsonNode list(ObjectNode node, String key, String example) {
    JsonNode list = node.get(key);
    if (list == null || list.isNull() || list.isEmpty() || !list.isArray()) {
      throw problem(
          key, "is empty: give a list with at least one entry, like [%s]".formatted(example));
    }
    return list;
  }

  /** Refuses a list that has the same value twice. */
  void checkOnce(String key, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value)) {
        throw problem(key, "names '%s' twice: keep one of them".formatted(value));
      }
    }
  }

  /** Returns a list of mappings with known keys; none if the key is absent. */
  List<ObjectNode> entries(ObjectNode grid, String key, List<String> known) {
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

  /** Changes some settings, of which the target has all. */
  void merge(ObjectNode target, JsonNode changes, String path) {
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
      } else if (field.getValue().isNull()) {
        throw problem(path + "." + field.getKey(), "is empty: give it a value, or leave it out");
      } else {
        target.set(field.getKey(), field.getValue());
      }
    }
  }

  /** Refuses a key that is not known, and names the nearest that is. */
  void checkKeys(ObjectNode node, List<String> known, String prefix) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw new InputException(
                    "%s: unknown key '%s%s'%s Known: %s"
                        .formatted(
                            source,
                            prefix,
                            key,
                            Names.suggestion(Names.nearest(key, known).map(prefix::concat)),
                            String.join(", ", known)));
              }
            });
  }

  /** Makes the record whose fields these are; its own checks speak for themselves. */
  <T> T convert(ObjectNode node, Class<T> type, String path) {
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
      throw problem(
          field(path, e), "has a value of the wrong kind (%s)".formatted(InputFiles.firstLine(e)));
    } catch (JsonProcessingException e) {
      throw problem(path, "cannot be read (%s)".formatted(InputFiles.firstLine(e)));
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

  /** Returns the sentence for a field. */
  InputException problem(String field, String what) {
    return new InputException("%s: %s %s".formatted(source, field, what));
  }
}
