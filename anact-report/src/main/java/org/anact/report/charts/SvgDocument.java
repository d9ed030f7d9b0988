package org.anact.report.charts;

import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Turns the drawing of a chart into SVG for a page: colours of the theme, real text, a text
 * alternative, short numbers, whole lines instead of single segments, and ids that are unique on
 * the page and the same in every run.
 */
final class SvgDocument {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+(?:[eE]-?\\d+)?");
  private static final Pattern NOISE =
      Pattern.compile("stroke-(?:miterlimit|linejoin|linecap):[^;]*;");

  /** Room over the plot for the heading, in pixels. */
  private static final int HEADING = 22;

  private final String id;
  private final String heading;
  private final String title;
  private final String description;
  private final int width;
  private final int height;

  SvgDocument(String id, String heading, String title, String description, int width, int height) {
    this.id = id;
    this.heading = heading;
    this.title = title;
    this.description = description;
    this.width = width;
    this.height = height;
  }

  ChartImage finish(SvgCanvas canvas) {
    try {
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      new SVGProcessor()
          .getDocument(canvas.getCommands(), new PageSize(0, 0, width, height))
          .writeTo(raw);
      Document document = parse(raw.toByteArray());
      Element root = document.getDocumentElement();
      root.removeAttribute("xmlns:xlink");
      removeInvisible(root);
      joinLines(root);
      Map<String, String> ids = new LinkedHashMap<>();
      shorten(root, ids);
      root.appendChild(text(document, new SvgCanvas.Label(heading, ChartText.TITLE, false, 4, -8)));
      canvas.labels().forEach(label -> root.appendChild(text(document, label)));
      describe(document, root);
      for (String attribute : List.of("x", "y", "width", "height", "version")) {
        root.removeAttribute(attribute);
      }
      String inline = serialize(document);
      makeStandalone(document, root);
      return new ChartImage(id, title, description, inline, serialize(document) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SAXException | ParserConfigurationException | TransformerException e) {
      throw new IllegalStateException("The drawing of " + id + " is no XML.", e);
    }
  }

  private static Document parse(byte[] svg)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
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
        line = parent.getOwnerDocument().createElementNS(SVG, "polyline");
        line.setAttribute("style", child.getAttribute("style"));
        line.setAttribute("points", start + " " + end);
        parent.replaceChild(line, child);
      }
    }
  }

  private void shorten(Element element, Map<String, String> ids) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
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
          for (ThemeColor color : ThemeColor.all()) {
            value = value.replace(color.written(), color.css());
          }
        }
        value = DECIMAL.matcher(value).replaceAll(match -> rounded(match.group()));
      }
      attribute.setValue(value);
    }
    children(element).forEach(child -> shorten(child, ids));
  }

  private static Element text(Document document, SvgCanvas.Label label) {
    Element text = document.createElementNS(SVG, "text");
    String x = rounded(String.valueOf(label.x()));
    String y = rounded(String.valueOf(label.y()));
    if (label.vertical()) {
      text.setAttribute("transform", "translate(" + x + " " + y + ") rotate(-90)");
    } else {
      text.setAttribute("x", x);
      text.setAttribute("y", y);
    }
    text.setAttribute("text-anchor", label.kind().anchor());
    text.setAttribute("font-size", String.valueOf(label.kind().size()));
    if (label.kind().bold()) {
      text.setAttribute("font-weight", "600");
    }
    text.setAttribute("style", "fill:" + ThemeColor.INK.css());
    text.setTextContent(label.text());
    return text;
  }

  private void describe(Document document, Element root) {
    Element descriptionElement = document.createElementNS(SVG, "desc");
    descriptionElement.setAttribute("id", id + "-desc");
    descriptionElement.setTextContent(description);
    root.insertBefore(descriptionElement, root.getFirstChild());
    Element titleElement = document.createElementNS(SVG, "title");
    titleElement.setAttribute("id", id + "-title");
    titleElement.setTextContent(title);
    root.insertBefore(titleElement, descriptionElement);
    root.setAttribute("role", "img");
    root.setAttribute("aria-labelledby", id + "-title " + id + "-desc");
    root.setAttribute("class", "chart");
    root.setAttribute("viewBox", "0 " + -HEADING + " " + width + " " + (height + HEADING));
  }

  private void makeStandalone(Document document, Element root) {
    root.setAttribute("width", String.valueOf(width));
    root.setAttribute("height", String.valueOf(height + HEADING));
    root.setAttribute("font-family", "system-ui, sans-serif");
    Element style = document.createElementNS(SVG, "style");
    style.setTextContent(ChartTheme.css());
    root.insertBefore(style, root.getFirstChild());
  }

  private static String serialize(Document document) throws TransformerException {
    Transformer transformer = TransformerFactory.newInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    transformer.setOutputProperty(OutputKeys.INDENT, "no");
    StringWriter writer = new StringWriter();
    transformer.transform(new DOMSource(document.getDocumentElement()), new StreamResult(writer));
    return writer.toString().replaceAll(">\\s+<", "><");
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

  private static String rounded(String number) {
    BigDecimal value = new BigDecimal(number).setScale(2, RoundingMode.HALF_EVEN);
    return value.signum() == 0
        ? "0"
        : value.stripTrailingZeros().toPlainString().toLowerCase(Locale.ROOT);
  }
}
