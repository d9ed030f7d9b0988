package org.anact.report.charts;

import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The drawing of a chart as SVG for a page: colours of the theme, series marked, short numbers,
 * whole lines instead of single segments, and ids that are unique on the page and the same in every
 * run.
 *
 * @param root the SVG element
 * @param frame where the plot lies
 * @param labels text, which is not in the element yet
 */
record SvgDrawing(Element root, ChartData.Frame frame, List<SvgCanvas.Label> labels) {
  static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** Attribute with the 0-based number of the series that an element belongs to. */
  static final String SERIES = "data-s";

  private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+(?:[eE]-?\\d+)?");
  private static final Pattern NOISE =
      Pattern.compile("stroke-(?:miterlimit|linejoin|linecap):[^;]*;");
  private static final Pattern TOKEN = Pattern.compile("rgb\\(1,(\\d+),(\\d+)\\)");
  private static final Pattern BETWEEN = Pattern.compile("[ ,]");

  static SvgDrawing of(SvgCanvas canvas, String id, int width, int height) {
    try {
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      new SVGProcessor()
          .getDocument(canvas.getCommands(), new PageSize(0, 0, width, height))
          .writeTo(raw);
      Element root = parse(raw.toByteArray()).getDocumentElement();
      root.removeAttribute("xmlns:xlink");
      for (String attribute : List.of("x", "y", "width", "height", "version")) {
        root.removeAttribute(attribute);
      }
      removeInvisible(root);
      joinLines(root);
      shorten(root, id, new LinkedHashMap<>());
      double[] across = axis(root, ThemeColor.X_AXIS);
      double[] up = axis(root, ThemeColor.Y_AXIS);
      ChartData.Frame frame = new ChartData.Frame(across[0], across[1], across[2], up[3]);
      return new SvgDrawing(root, frame, canvas.labels());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("The drawing of " + id + " is no XML.", e);
    }
  }

  private static Document parse(byte[] svg)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    // The drawing names the DTD of SVG; it must not be fetched.
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
  }

  private static void removeInvisible(Element parent) {
    for (Element child : children(parent)) {
      String style = child.getAttribute("style");
      boolean invisible =
          (style.contains("fill-opacity:0;") && style.contains("stroke:none"))
              || style.contains("stroke-opacity:0;");
      if (invisible) {
        parent.removeChild(child);
      } else {
        removeInvisible(child);
      }
    }
  }

  /** XChart draws a line segment by segment, which would start its dashes anew at each point. */
  private static void joinLines(Element parent) {
    Element line = null;
    for (Element child : children(parent)) {
      if (!child.getTagName().equals("line")) {
        line = null;
        joinLines(child);
        continue;
      }
      String start = child.getAttribute("x1") + "," + child.getAttribute("y1");
      String end = child.getAttribute("x2") + "," + child.getAttribute("y2");
      boolean continues =
          line != null
              && line.getAttribute("style").equals(child.getAttribute("style"))
              && line.getAttribute("points").endsWith(" " + start);
      if (continues) {
        line.setAttribute("points", line.getAttribute("points") + " " + end);
        parent.removeChild(child);
      } else {
        line = parent.getOwnerDocument().createElementNS(NAMESPACE, "polyline");
        line.setAttribute("style", child.getAttribute("style"));
        line.setAttribute("points", start + " " + end);
        parent.replaceChild(line, child);
      }
    }
  }

  private static void shorten(Element element, String id, Map<String, String> ids) {
    for (Attr attribute : attributes(element)) {
      String value = attribute.getValue();
      if (attribute.getName().equals("id")) {
        ids.put(value, id + "-clip" + ids.size());
        value = ids.get(value);
      } else if (value.startsWith("url(#")) {
        String target = value.substring("url(#".length(), value.length() - 1);
        value = "url(#" + ids.getOrDefault(target, target) + ")";
      } else {
        if (attribute.getName().equals("style")) {
          value = NOISE.matcher(value).replaceAll("");
          value = TOKEN.matcher(value).replaceAll(token -> color(element, token));
        }
        value = DECIMAL.matcher(value).replaceAll(match -> rounded(match.group()));
      }
      attribute.setValue(value);
    }
    children(element).forEach(child -> shorten(child, id, ids));
  }

  private static List<Attr> attributes(Element element) {
    List<Attr> result = new ArrayList<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      result.add((Attr) element.getAttributes().item(i));
    }
    return result;
  }

  private static String color(Element element, MatchResult token) {
    int series = Integer.parseInt(token.group(1));
    if (series != ThemeColor.NO_SERIES) {
      element.setAttribute(SERIES, String.valueOf(series - 1));
    }
    return ThemeColor.ofToken(Integer.parseInt(token.group(2))).css();
  }

  /** Ends of an axis line, x and y of each; the line is no series and loses its mark. */
  private static double[] axis(Element parent, int mark) {
    Element line = find(parent, String.valueOf(mark - 1));
    line.removeAttribute(SERIES);
    return BETWEEN
        .splitAsStream(line.getAttribute("points"))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static Element find(Element parent, String series) {
    for (Element child : children(parent)) {
      if (child.getAttribute(SERIES).equals(series)) {
        return child;
      }
      Element inside = find(child, series);
      if (inside != null) {
        return inside;
      }
    }
    return null;
  }

  private static List<Element> children(Element parent) {
    List<Element> result = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        result.add(element);
      }
    }
    return result;
  }

  static String rounded(String number) {
    BigDecimal value = new BigDecimal(number).setScale(2, RoundingMode.HALF_EVEN);
    return value.signum() == 0
        ? "0"
        : value.stripTrailingZeros().toPlainString().toLowerCase(Locale.ROOT);
  }
}
