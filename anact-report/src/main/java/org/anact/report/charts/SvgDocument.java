package org.anact.report.charts;

import java.io.StringWriter;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Gives a drawing its heading, its labels and a text alternative, for a page and as a file. The
 * file has a legend too.
 */
final class SvgDocument {
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

  ChartImage finish(SvgDrawing drawing, Legend legend, String data) {
    Element root = drawing.root();
    Document document = root.getOwnerDocument();
    root.appendChild(text(document, new SvgCanvas.Label(heading, ChartText.TITLE, false, 4, -8)));
    drawing.labels().forEach(label -> root.appendChild(text(document, label)));
    describe(document, root);
    try {
      String inline = serialize(document);
      makeStandalone(document, root, legend);
      return new ChartImage(id, title, description, inline, serialize(document) + "\n", data);
    } catch (TransformerException e) {
      throw new IllegalStateException("The drawing of " + id + " is no XML.", e);
    }
  }

  static Element text(Document document, SvgCanvas.Label label) {
    Element text = document.createElementNS(SvgDrawing.NAMESPACE, "text");
    String x = SvgDrawing.rounded(String.valueOf(label.x()));
    String y = SvgDrawing.rounded(String.valueOf(label.y()));
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
    Element descriptionElement = document.createElementNS(SvgDrawing.NAMESPACE, "desc");
    descriptionElement.setAttribute("id", id + "-desc");
    descriptionElement.setTextContent(description);
    root.insertBefore(descriptionElement, root.getFirstChild());
    Element titleElement = document.createElementNS(SvgDrawing.NAMESPACE, "title");
    titleElement.setAttribute("id", id + "-title");
    titleElement.setTextContent(title);
    root.insertBefore(titleElement, descriptionElement);
    root.setAttribute("role", "img");
    root.setAttribute("aria-labelledby", id + "-title " + id + "-desc");
    root.setAttribute("class", "chart");
    root.setAttribute("viewBox", viewBox(HEADING + height));
  }

  private String viewBox(int whole) {
    return "0 " + -HEADING + " " + width + " " + whole;
  }

  private void makeStandalone(Document document, Element root, Legend legend) {
    int whole = HEADING + height + legend.append(root, height, width);
    root.setAttribute("width", String.valueOf(width));
    root.setAttribute("height", String.valueOf(whole));
    root.setAttribute("viewBox", viewBox(whole));
    root.setAttribute("font-family", "system-ui, sans-serif");
    Element style = document.createElementNS(SvgDrawing.NAMESPACE, "style");
    style.setTextContent(ChartTheme.css());
    root.insertBefore(style, root.getFirstChild());
  }

  private static String serialize(Document document) throws TransformerException {
    Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    transformer.setOutputProperty(OutputKeys.INDENT, "no");
    StringWriter writer = new StringWriter();
    transformer.transform(new DOMSource(document.getDocumentElement()), new StreamResult(writer));
    return writer.toString().replaceAll(">\\s+<", "><");
  }
}
