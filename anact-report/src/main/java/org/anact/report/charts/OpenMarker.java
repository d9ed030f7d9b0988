package org.anact.report.charts;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import org.knowm.xchart.style.markers.Marker;

/** A marker of which the outline alone is drawn; those of XChart are all filled. */
final class OpenMarker extends Marker {
  private static final BasicStroke OUTLINE = new BasicStroke(1.6f);

  /** The outline around the origin of a marker of size 1. */
  private final Shape unit;

  private OpenMarker(Shape unit) {
    this.unit = unit;
  }

  static OpenMarker circle() {
    return new OpenMarker(new Ellipse2D.Double(-0.5, -0.5, 1, 1));
  }

  /** Corners as x and y in turn. */
  static OpenMarker polygon(double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    return new OpenMarker(path);
  }

  @Override
  public void paint(Graphics2D graphics, double x, double y, int size) {
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.scale(size, size);
    graphics.setStroke(OUTLINE);
    graphics.draw(place.createTransformedShape(unit));
  }
}
