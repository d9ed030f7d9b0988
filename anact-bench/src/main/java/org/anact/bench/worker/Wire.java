package org.anact.bench.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.anact.results.JsonFiles;

/** How jobs and messages look as lines of text. */
final class Wire {

  /** Native code writes to standard output as well; its lines do not begin so. */
  private static final String MARK = "@anact ";

  private static final JsonMapper JSON =
      JsonFiles.MAPPER.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();

  private Wire() {}

  static String line(Job job) {
    return text(job);
  }

  static Job job(String line) throws JsonProcessingException {
    return read(line, Job.class);
  }

  /** Reads a value from a line; one that is not there is not one. */
  static <T> T read(String line, Class<T> type) throws JsonProcessingException {
    if (line == null) {
      throw new IllegalArgumentException("it ends before its first line does");
    }
    return JSON.readValue(line, type);
  }

  static String line(Message message) {
    return MARK + text(message);
  }

  /** Returns the message of a line; empty if the line is something else. */
  static Optional<Message> message(String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(line.substring(MARK.length()), Message.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value, e);
    }
  }
}
