package org.anact.report.charts;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what XChart draws and keeps text as text.
 *
 * <p>XChart fills the outlines of its glyphs, which would make text large, unselectable and bound
 * to the fonts of this machine. The canvas knows every string of the chart, recognizes its outline,
 * and notes string and place instead of the outline.
 */
final class SvgCanvas extends VectorGraphics2D {
  private static final double TOLERANCE = 1e-3;
  private static final AffineTransform UPRIGHT = new AffineTransform();
  private static final AffineTransform VERTICAL = AffineTransform.getRotateInstance(-Math.PI / 2);

  /** Text at its anchor, in pixels of the chart. */
  record Label(String text, ChartText kind, boolean vertical, double x, double y) {}

  private record Known(String text, ChartText kind) {}

  /** The outline of a text as one of the ways of drawing it gives it. */
  @SuppressWarnings("ArrayRecordComponent") // it carries numbers, and nothing compares it
  private record Outline(boolean vertical, double[] coordinates) {}

  private final Map<Known, List<Outline>> known = new LinkedHashMap<>();
  private final List<Label> labels = new ArrayList<>();

  /** Makes a string known; ticks become known while the chart is painted. */
  void expect(String text, ChartText kind) {
    if (!text.isBlank()) {
      known.computeIfAbsent(new Known(text, kind), this::outlines);
    }
  }

  List<Label> labels() {
    return List.copyOf(labels);
  }

  @Override
  public void fill(Shape shape) {
    Optional<Label> label = recognize(shape);
    if (label.isPresent()) {
      labels.add(label.get());
    } else {
      super.fill(shape);
    }
  }

  private Optional<Label> recognize(Shape shape) {
    double[] outline = coordinates(shape);
    if (outline.length == 0) {
      return Optional.empty();
    }
    for (Map.Entry<Known, List<Outline>> candidate : known.entrySet()) {
      for (Outline expected : candidate.getValue()) {
        if (same(outline, expected.coordinates)) {
          return Optional.of(place(shape, candidate.getKey(), expected.vertical));
        }
      }
    }
    return Optional.empty();
  }

  private List<Outline> outlines(Known text) {
    // XChart lays its titles out for antialiasing and everything else as the canvas says.
    List<FontRenderContext> contexts =
        List.of(getFontRenderContext(), new FontRenderContext(null, true, false));
    List<Outline> outlines = new ArrayList<>();
    for (FontRenderContext context : contexts) {
      TextLayout layout = new TextLayout(text.text, text.kind.font(), context);
      outlines.add(new Outline(false, coordinates(layout.getOutline(UPRIGHT))));
      outlines.add(new Outline(true, coordinates(layout.getOutline(VERTICAL))));
    }
    return outlines;
  }

  private static boolean same(double[] outline, double[] expected) {
    if (outline.length != expected.length) {
      return false;
    }
    for (int i = 0; i < outline.length; i++) {
      if (!(Math.abs(expected[i] - outline[i]) < TOLERANCE)) {
        return false;
      }
    }
    return true;
  }

  private Label place(Shape shape, Known text, boolean vertical) {
    Rectangle2D box = shape.getBounds2D();
    double along = text.kind.anchor().equals("end") ? 1 : 0.5;
    Point2D anchor =
        vertical
            ? new Point2D.Double(0, box.getMaxY() - along * box.getHeight())
            : new Point2D.Double(box.getMinX() + along * box.getWidth(), 0);
    getTransform().transform(anchor, anchor);
    return new Label(text.text, text.kind, vertical, anchor.getX(), anchor.getY());
  }

  private static double[] coordinates(Shape shape) {
    double[] result = new double[64];
    int size = 0;
    double[] segment = new double[6];
    for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
      int type = path.currentSegment(segment);
      int count =
          switch (type) {
            case PathIterator.SEG_CLOSE -> 0;
            case PathIterator.SEG_QUADTO -> 4;
            case PathIterator.SEG_CUBICTO -> 6;
            default -> 2;
          };
      if (size + count > result.length) {
        result = Arrays.copyOf(result, 2 * result.length);
      }
      System.arraycopy(segment, 0, result, size, count);
      size += count;
    }
    return Arrays.copyOf(result, size);
  }
}
