package org.anact.report.tables;

import java.util.ArrayList;
import java.util.List;
import org.anact.report.comparison.Figures;
import org.anact.report.comparison.Ladder;
import org.anact.report.comparison.Rung;
import org.anact.report.comparison.Study;
import org.anact.report.document.Cell;
import org.anact.report.document.Column;
import org.anact.report.document.TableModel;

/** The difference of ANAct and vanilla as the sum of its parts. */
public final class LadderTable {
  private LadderTable() {}

  /** A row for each ladder. */
  public static TableModel<Ladder> of(Study study) {
    List<Column<Ladder>> columns = new ArrayList<>(Column.on(Ladder::whole, ComparisonTables.KEYS));
    columns.add(
        Column.words(
            "Data and model",
            row -> Cell.of(row.whole().setting().label()).with(row.whole().model())));
    columns.add(Column.words("Activation", row -> Cell.of(row.whole().label())));
    for (Rung rung : Rung.values()) {
      columns.add(
          Column.<Ladder>difference(
                  rung.part(),
                  rung.part().replace(' ', '_'),
                  row -> Figures.ACCURACY.decimals(),
                  row -> row.parts().get(rung))
              .shownAs((cell, row) -> cell.styled(Cell.Style.PLAIN))
              .under("ANAct \u2212 vanilla (points) is the sum of"));
    }
    columns.add(
        Column.<Ladder>difference(
                "in all", "whole", row -> Figures.ACCURACY.decimals(), Ladder::difference)
            .shownAs((cell, row) -> cell.styled(Cell.Style.PLAIN)));
    columns.add(
        Column.<Ladder>words("recipe", row -> Cell.of(row.isTuned() ? "tuned" : "one for all"))
            .saved(Column.text("tuned", row -> String.valueOf(row.isTuned()))));
    columns.add(Column.numbers("n", row -> Cell.count(row.difference().summary().n())));
    return new TableModel<>(columns, Ladder.all(study));
  }
}
