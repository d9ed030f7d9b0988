package org.anact.bench.yaml;

import java.util.Optional;
import org.anact.bench.InputException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the text of a YAML 1.2 file that holds one document. */
public final class Yaml {

  /** Collections in collections: nothing that is read here needs a quarter of it. */
  private static final int MOST_LEVELS = 20;

  private Yaml() {}

  /**
   * Reads a file.
   *
   * @param source its name, for messages
   * @throws InputException if it is not valid YAML, or holds no document or several
   */
  public static Setting read(String source, String text) {
    return read(source, text, true);
  }

  /**
   * Reads the value of an option, in whose messages a line and a column would say nothing.
   *
   * @param option its name
   * @param path of the value, as messages name its fields
   */
  public static Setting option(String option, String path, String text) {
    return read(option, text, false).at(path);
  }

  private static Setting read(String source, String text, boolean marks) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setUseMarks(marks)
            .setAllowNonScalarKeys(true)
            .build();
    try {
      checkStructure(source, new Parse(settings).parseString(text));
      return new Compose(settings)
          .composeString(text)
          .map(node -> new Setting(source, "", node))
          .orElseThrow(() -> new InputException(source + " is empty: give a mapping of settings"));
    } catch (MarkedYamlEngineException e) {
      throw new InputException(
          "%s is not valid YAML: %s"
              .formatted(place(source, e.getProblemMark()), sentence(e.getProblem())),
          e);
    } catch (ReaderException e) {
      String before = text.substring(0, Math.min(text.length(), e.getPosition()));
      throw new InputException(
          "%s, line %d is not valid YAML: it has the character U+%04X, which no text has"
              .formatted(source, before.lines().count(), e.getCodePoint()),
          e);
    } catch (YamlEngineException e) {
      throw new InputException("%s is not valid YAML: %s".formatted(source, e.getMessage()), e);
    }
  }

  /** Refuses what would exhaust the stack or be read in part. */
  private static void checkStructure(String source, Iterable<Event> events) {
    int level = 0;
    int documents = 0;
    for (Event event : events) {
      if (event instanceof CollectionStartEvent && ++level > MOST_LEVELS) {
        throw new InputException(
            "%s: there are more than %d collections in one another: write it flatter"
                .formatted(place(source, event.getStartMark()), MOST_LEVELS));
      }
      if (event instanceof CollectionEndEvent) {
        level--;
      }
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        throw new InputException(
            "%s: a second document begins here: give each a file of its own"
                .formatted(place(source, event.getStartMark())));
      }
    }
  }

  /** Names a place as people count, from 1. */
  static String place(String source, Optional<Mark> mark) {
    return source
        + mark.map(at -> ", line %d, column %d".formatted(at.getLine() + 1, at.getColumn() + 1))
            .orElse("");
  }

  private static String sentence(String problem) {
    return problem.contains("TAB")
        ? "a tab where YAML wants spaces: indent with spaces"
        : problem.strip().replaceAll("\\s+", " ").replace("'<stream end>'", "the end of the file");
  }
}
