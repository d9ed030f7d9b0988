package org.anact.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class XChartPainterTest {

  private static final Axis X = new Axis("x", 0, 10, 40, false, List.of());
  private static final Axis Y = new Axis("y", -1, 1, 40, false, List.of());
  private static final ThemeColor COLOR = ThemeColor.SERIES.get(0);

  private static LineChart chart(Curve... curves) {
    List<Series> series = new ArrayList<>();
    for (Curve curve : curves) {
      series.add(Series.drawn("s" + series.size(), List.of(curve)));
    }
    return new LineChart("id", "<h>", "a & b", "\"d\"", X, Y, LineChart.HEIGHT, List.of(), series);
  }

  private static List<double[]> points(SvgElement line) {
    return Arrays.stream(line.attributes().get("points").split(" "))
        .map(point -> Arrays.stream(point.split(",")).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  /** The frame is the whole of XChart's plot, whatever room it leaves for axes that are off. */
  @Test
  void pointsLieWhereTheAxesSay() {
    Frame frame = new Frame(40, 180, 350, 6);
    Curve line = Curve.line(List.of(0.0, 5.0, 10.0), List.of(-1.0, 0.5, 1.0), COLOR, 2, false);
    List<SvgElement> marks = XChartPainter.paint(chart(line), frame);
    assertThat(marks).hasSize(1);
    double[][] expected = {{40, 180}, {195, 180 - 174 * 0.75}, {350, 6}};
    List<double[]> points = points(marks.get(0));
    assertThat(points).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(points.get(i)).containsExactly(expected[i], within(0.1));
    }
  }

  @Test
  void everyCurveIsOneElementOfItsSeries() {
    List<Double> x = List.of(1.0, 2.0, 3.0);
    List<Double> y = List.of(0.0, 0.5, 0.0);
    List<SvgElement> marks =
        XChartPainter.paint(
            chart(
                Curve.line(x, y, COLOR, 2, true),
                Curve.line(x, y, COLOR, 2, true),
                Curve.band(x, y, List.of(0.1, 0.6, 0.1), COLOR),
                Curve.markers(x, y, COLOR, MarkerShape.OPEN_UP)),
            new Frame(40, 180, 350, 6));
    assertThat(marks).extracting(SvgElement::name).startsWith("polyline", "polyline", "path");
    assertThat(marks)
        .extracting(mark -> mark.attributes().get("data-s"))
        .containsExactly("0", "1", "2", "3", "3", "3");
    assertThat(marks.get(0).attributes().get("style"))
        .contains("stroke:var(--s0)", "stroke-dasharray");
    assertThat(marks.get(2).attributes().get("style")).contains("fill:var(--s0)", "0.16");
    assertThat(marks.get(5).attributes().get("style")).contains("fill:none");
  }

  @Test
  void documentsAreXmlWhateverTheNamesAre() throws Exception {
    ChartImage image =
        chart(Curve.line(List.of(0.0, 1.0), List.of(0.0, 1.0), COLOR, 1, false)).draw();
    for (String svg : List.of(image.inline(), image.standalone())) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      var root =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)))
              .getDocumentElement();
      assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
      assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a & b");
      assertThat(root.getTextContent()).contains("<h>", "\"d\"");
    }
  }

  @Test
  void ticksAreRoundAndFarEnoughApart() {
    for (double end : new double[] {1e-3, 0.7, 1, 3, 47, 1e4, 123456}) {
      Axis axis = Axis.around("a", DoubleStream.of(0, end));
      List<Axis.Tick> ticks = axis.ticks(170);
      assertThat(ticks).hasSizeBetween(2, 6);
      assertThat(ticks).extracting(Axis.Tick::text).doesNotHaveDuplicates();
      double gap = ticks.get(1).value() - ticks.get(0).value();
      assertThat(gap * 170 / (axis.max() - axis.min())).isGreaterThanOrEqualTo(29.9);
    }
    assertThat(Axis.epochs(1, 3).ticks(300))
        .extracting(Axis.Tick::text)
        .containsExactly("1", "2", "3");
    assertThat(Axis.epochs(1, 1).ticks(300)).extracting(Axis.Tick::text).containsExactly("1");
    assertThat(Axis.rows(List.of("top", "middle", "bottom")).ticks(66))
        .extracting(Axis.Tick::text)
        .containsExactly("bottom", "middle", "top");
    assertThat(Axis.around("a", DoubleStream.of(-0.02, 0.02)).ticks(170))
        .extracting(Axis.Tick::text)
        .contains("0.00", "\u22120.02");
  }
}
