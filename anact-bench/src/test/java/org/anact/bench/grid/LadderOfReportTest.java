package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.anact.core.layer.AnActOptions;
import org.anact.core.layer.LadderRung;
import org.anact.report.comparison.Rung;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The report, which knows files alone, tells the rungs that a grid trains. */
final class LadderOfReportTest {

  @ParameterizedTest
  @EnumSource(LadderRung.class)
  @SuppressWarnings("EnumOrdinal") // their order is what is compared
  void everyRungIsToldByItsRecordedOptions(LadderRung rung) {
    AnActOptions whole = AnActOptions.defaults().withMomentum(0.5);
    assertThat(Rung.of(recorded(whole), recorded(rung.of(whole))))
        .contains(Rung.values()[rung.ordinal()]);
    assertThat(Rung.values()).hasSameSizeAs(LadderRung.values());
  }

  private static Map<String, String> recorded(AnActOptions options) {
    Map<String, String> texts = new HashMap<>();
    new JsonMapper()
        .<JsonNode>valueToTree(options)
        .properties()
        .forEach(
            field -> texts.put(field.getKey(), field.getValue().asText().toLowerCase(Locale.ROOT)));
    return texts;
  }
}
