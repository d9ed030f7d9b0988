package org.anact.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/results-format.md says is what the records have. */
final class DocumentedFormatTest {
  private static final Pattern NAME = Pattern.compile("`([A-Za-z_.]+)`");

  private final String page;

  DocumentedFormatTest() throws IOException {
    page = Files.readString(Path.of("..", "docs", "results-format.md"));
  }

  private String section(String file) {
    int start = page.indexOf("## `" + file + "`\n");
    assertThat(start).as("section of " + file).isPositive();
    int end = page.indexOf("\n## ", start);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  /** The names in the first column of a section's table, in order. */
  private List<String> documented(String file) {
    return section(file)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> names(line.substring(0, line.indexOf('|', 1))).stream())
        .toList();
  }

  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    for (Matcher name = NAME.matcher(text); name.find(); ) {
      names.add(name.group(1));
    }
    return names;
  }

  /** The fields of a record; those of a record inside it are named {@code outer.inner}. */
  private static List<String> fields(Class<?> type) {
    List<String> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      assertThat(component.isAnnotationPresent(JsonProperty.class)).isFalse();
      if (component.getType().isRecord()) {
        fields(component.getType()).forEach(inner -> fields.add(component.getName() + "." + inner));
      } else {
        fields.add(component.getName());
      }
    }
    return fields;
  }

  @Test
  void fieldsOfTheJsonFilesAreThoseOfTheRecords() {
    assertThat(documented(ResultFormat.SWEEP))
        .containsExactlyInAnyOrderElementsOf(fields(SweepRecord.class));
    assertThat(documented(ResultFormat.RUN))
        .containsExactlyInAnyOrderElementsOf(fields(RunHeader.class));
    assertThat(documented(ResultFormat.OUTCOME))
        .containsExactlyInAnyOrderElementsOf(fields(Outcome.class));
    assertThat(documented(ResultFormat.MODEL))
        .containsExactlyInAnyOrderElementsOf(
            fields(KeptModel.class).stream()
                .map(field -> field.replaceFirst("^run\\..*", "run"))
                .distinct()
                .toList());
    assertThat(documented(RunProgress.FILE))
        .containsExactlyInAnyOrderElementsOf(fields(RunProgress.class));
    String plannedRun =
        Arrays.stream(PlannedRun.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.joining(", ", "{", "}"));
    assertThat(section(ResultFormat.SWEEP)).contains("array of `" + plannedRun + "`");
  }

  @Test
  void columnsOfTheTablesAreThoseOfTheRecords() {
    List<CsvTable<?>> tables = new ArrayList<>(ResultFormat.TABLES);
    tables.addAll(ResultFormat.MEASURED_TABLES);
    for (CsvTable<?> table : tables) {
      assertThat(documented(table.file())).as(table.file()).isEqualTo(table.columns());
    }
  }

  @Test
  void theVersionAndTheStatesAreNamed() {
    assertThat(section(ResultFormat.SWEEP)).contains("now " + ResultFormat.VERSION + ";");
    for (RunStatus status : RunStatus.values()) {
      assertThat(section(ResultFormat.OUTCOME)).contains("`" + status + "`");
    }
    for (ModelChoice choice : ModelChoice.values()) {
      assertThat(section(ResultFormat.MODEL)).contains("`" + choice + "`");
    }
    assertThat(section(ResultFormat.MODEL)).contains("`" + ResultFormat.MODEL_RECORD + "`");
    for (String name :
        List.of(
            ResultFormat.SWEEP,
            ResultFormat.RUNS + "/ID/",
            ResultFormat.PARTIAL + "/ID/",
            ResultFormat.RUN,
            ResultFormat.MODEL,
            ResultFormat.OUTCOME,
            ResultFormat.REPORT + "/")) {
      assertThat(page.substring(0, page.indexOf("## "))).contains(name);
    }
  }
}
