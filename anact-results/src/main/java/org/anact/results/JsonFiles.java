package org.anact.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/** Writes records as JSON files and reads them, with errors that name the file and the field. */
public final class JsonFiles {
  /** Writes and reads records as the files have them. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private JsonFiles() {}

  /** Writes a value, as {@link ResultFiles#write(Path, ResultFiles.Content)} does. */
  public static void write(Path file, Object value) throws IOException {
    byte[] json = MAPPER.writeValueAsBytes(value);
    ResultFiles.write(file, out -> out.write(json));
  }

  /** Returns a value as it would be read back from its file. */
  public static JsonNode tree(Object value) {
    try {
      return MAPPER.readTree(MAPPER.writeValueAsBytes(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a value.
   *
   * @throws ResultFormatException if the file is missing or does not hold such a value
   */
  public static <T> T read(Path file, Class<T> type) {
    JsonNode tree = object(file);
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw mismatch(file, tree, e);
    }
  }

  /**
   * Reads a record of a result directory. Only what is optional in the record may be absent; fields
   * that it does not have are ignored.
   *
   * @throws ResultFormatException if the file is missing, of another version, or does not hold such
   *     a record
   */
  static <T extends Record> T readRecord(Path file, Class<T> type) {
    JsonNode tree = object(file);
    JsonNode version = tree.path("formatVersion");
    if (!version.isInt()) {
      throw field(file, "formatVersion", version.isMissingNode() ? null : "an integer");
    }
    if (version.intValue() != ResultFormat.VERSION) {
      throw new ResultFormatException(
          file
              + ": field 'formatVersion' is "
              + version
              + " but this version of anact reads "
              + ResultFormat.VERSION
              + "; use the version of anact that wrote the directory.");
    }
    try {
      return MAPPER
          .readerFor(type)
          .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw mismatch(file, tree, e);
    }
  }

  private static JsonNode object(Path file) {
    String text = ResultFiles.read(file);
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (!tree.isObject()) {
        throw new ResultFormatException(
            file + (text.isBlank() ? " is empty." : " does not hold a JSON object."));
      }
      return tree;
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new ResultFormatException(file + " is not valid JSON (" + reason + ").", e);
    }
  }

  private static ResultFormatException mismatch(
      Path file, JsonNode tree, JsonProcessingException e) {
    StringBuilder name = new StringBuilder();
    JsonNode value = tree;
    List<JsonMappingException.Reference> path =
        e instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        name.append('[').append(step.getIndex()).append(']');
        value = value.path(step.getIndex());
      } else {
        name.append(name.isEmpty() ? "" : ".").append(step.getFieldName());
        value = value.path(step.getFieldName());
      }
    }
    boolean absent = value.isMissingNode() || value.isNull();
    Class<?> wanted =
        e instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : null;
    ResultFormatException problem = field(file, name.toString(), absent ? null : words(wanted));
    problem.initCause(e);
    return problem;
  }

  private static ResultFormatException field(Path file, String name, String wanted) {
    return new ResultFormatException(
        file
            + ": field '"
            + name
            + (wanted == null ? "' is missing." : "' must be " + wanted + "."));
  }

  private static String words(Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    if (type == String.class) {
      return "a string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == double.class || type == Double.class || type == OptionalDouble.class) {
      return "a number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "an integer";
    }
    return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
  }
}
