package org.anact.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A JSON object whose fields are asked for by name and whose errors name the file and the field.
 */
final class JsonFields {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Path file;
  private final String prefix;
  private final JsonNode node;

  private JsonFields(Path file, String prefix, JsonNode node) {
    this.file = file;
    this.prefix = prefix;
    this.node = node;
  }

  static JsonFields read(Path file) throws IOException {
    JsonNode node;
    try {
      node = MAPPER.readTree(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new ResultFormatException(file + " is missing.", e);
    } catch (JsonProcessingException e) {
      throw new ResultFormatException(
          file + " is no valid JSON (" + firstLine(e.getOriginalMessage()) + ").", e);
    } catch (CharacterCodingException e) {
      throw new ResultFormatException(file + " is no UTF-8 text.", e);
    }
    if (!node.isObject()) {
      throw new ResultFormatException(file + " holds no JSON object.");
    }
    return new JsonFields(file, "", node);
  }

  void requireVersion() {
    int version = integer("formatVersion");
    if (version != ResultFormat.VERSION) {
      throw new ResultFormatException(
          file
              + ": field 'formatVersion' is "
              + version
              + " but this report reads version "
              + ResultFormat.VERSION
              + "; make the report with the version of anact that wrote the directory.");
    }
  }

  String text(String name) {
    JsonNode value = require(name);
    if (!value.isTextual()) {
      throw wrongType(name, "a string");
    }
    return value.textValue();
  }

  boolean bool(String name) {
    JsonNode value = require(name);
    if (!value.isBoolean()) {
      throw wrongType(name, "true or false");
    }
    return value.booleanValue();
  }

  int integer(String name) {
    JsonNode value = require(name);
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw wrongType(name, "an integer");
    }
    return value.intValue();
  }

  long longInteger(String name) {
    JsonNode value = require(name);
    if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
      throw wrongType(name, "an integer");
    }
    return value.longValue();
  }

  OptionalInt optionalInteger(String name) {
    return isAbsent(name) ? OptionalInt.empty() : OptionalInt.of(integer(name));
  }

  OptionalDouble number(String name) {
    if (isAbsent(name)) {
      return OptionalDouble.empty();
    }
    JsonNode value = node.get(name);
    if (!value.isNumber()) {
      throw wrongType(name, "a number or null");
    }
    double number = value.doubleValue();
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  JsonFields object(String name) {
    JsonNode value = require(name);
    if (!value.isObject()) {
      throw wrongType(name, "an object");
    }
    return new JsonFields(file, prefix + name + ".", value);
  }

  List<JsonFields> objects(String name) {
    JsonNode value = require(name);
    if (!value.isArray()) {
      throw wrongType(name, "an array");
    }
    List<JsonFields> result = new ArrayList<>();
    for (JsonNode item : value) {
      String itemPrefix = prefix + name + "[" + result.size() + "].";
      if (!item.isObject()) {
        throw wrongType(name + "[" + result.size() + "]", "an object");
      }
      result.add(new JsonFields(file, itemPrefix, item));
    }
    return result;
  }

  /** As {@link #objects}; a field that is absent or null gives none. */
  List<JsonFields> optionalObjects(String name) {
    return isAbsent(name) ? List.of() : objects(name);
  }

  /** Values as text in the order of the file; a field that is absent or null gives no values. */
  Map<String, String> scalars(String name) {
    Map<String, String> result = new LinkedHashMap<>();
    if (isAbsent(name)) {
      return result;
    }
    addScalars(object(name).node, "", result);
    return result;
  }

  private static void addScalars(JsonNode node, String path, Map<String, String> result) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (value.isObject()) {
        addScalars(value, path + field.getKey() + ".", result);
      } else {
        result.put(path + field.getKey(), value.isValueNode() ? value.asText() : value.toString());
      }
    }
  }

  String indented(String name) {
    return require(name).toPrettyString();
  }

  private boolean isAbsent(String name) {
    return !node.hasNonNull(name);
  }

  private JsonNode require(String name) {
    if (isAbsent(name)) {
      throw new ResultFormatException(
          file + ": field '" + prefix + name + "' is missing; write the file again.");
    }
    return node.get(name);
  }

  private ResultFormatException wrongType(String name, String wanted) {
    return new ResultFormatException(
        file + ": field '" + prefix + name + "' must be " + wanted + ".");
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
