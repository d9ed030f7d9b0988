package org.anact.report.plot;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A drawing with its heading and a text alternative, as part of a page and as a file. The file has
 * a legend and colours of its own.
 *
 * @param id name of the file without extension, unique in a report
 * @param heading short title drawn over the plot
 * @param title full title, for those who do not see the chart
 * @param description what the chart shows, in numbers
 * @param width in pixels
 * @param height in pixels, without the heading
 */
public record SvgDocument(
    String id, String heading, String title, String description, int width, int height) {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** Room over the plot for the heading, in pixels. */
  private static final int HEADING = 22;

  /**
   * Writes the chart.
   *
   * @param legend of the file
   * @param data for the page's script, JSON
   */
  public ChartImage finish(Drawing drawing, Legend legend, String data) {
    Legend.Rows rows = legend.rows(height, width);
    String inline = write(drawing, List.of(), HEADING + height, false);
    String file = write(drawing, rows.marks(), HEADING + height + rows.height(), true);
    return new ChartImage(id, title, description, inline, file + "\n", data);
  }

  private String write(Drawing drawing, List<SvgElement> legend, int whole, boolean standalone) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace(NAMESPACE);
      xml.writeAttribute("role", "img");
      xml.writeAttribute("aria-labelledby", id + "-title " + id + "-desc");
      xml.writeAttribute("class", "chart");
      xml.writeAttribute("viewBox", "0 " + -HEADING + " " + width + " " + whole);
      if (standalone) {
        xml.writeAttribute("width", String.valueOf(width));
        xml.writeAttribute("height", String.valueOf(whole));
        xml.writeAttribute("font-family", "system-ui, sans-serif");
        write(xml, new SvgElement("style", Map.of(), ChartTheme.css()));
      }
      write(xml, new SvgElement("title", Map.of("id", id + "-title"), title));
      write(xml, new SvgElement("desc", Map.of("id", id + "-desc"), description));
      write(xml, ChartText.TITLE.at(4, -8, heading));
      write(xml, drawing.behind());
      xml.writeStartElement("clipPath");
      xml.writeAttribute("id", id + "-clip");
      write(xml, outline(drawing.frame()));
      xml.writeEndElement();
      xml.writeStartElement("g");
      xml.writeAttribute("clip-path", "url(#" + id + "-clip)");
      write(xml, drawing.marks());
      xml.writeEndElement();
      write(xml, drawing.labels());
      write(xml, legend);
      xml.writeEndElement();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The drawing of " + id + " is not well-formed XML.", e);
    }
    return text.toString();
  }

  /** What is drawn on the border of the plot stays visible. */
  private static SvgElement outline(Frame frame) {
    return new SvgElement("rect", Map.of(), "")
        .with("x", SvgElement.number(frame.left() - 1))
        .with("y", SvgElement.number(frame.top() - 1))
        .with("width", SvgElement.number(frame.width() + 2))
        .with("height", SvgElement.number(frame.height() + 2));
  }

  private static void write(XMLStreamWriter xml, List<SvgElement> elements)
      throws XMLStreamException {
    for (SvgElement element : elements) {
      write(xml, element);
    }
  }

  private static void write(XMLStreamWriter xml, SvgElement element) throws XMLStreamException {
    if (element.text().isEmpty()) {
      xml.writeEmptyElement(element.name());
    } else {
      xml.writeStartElement(element.name());
    }
    for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
      xml.writeAttribute(attribute.getKey(), attribute.getValue());
    }
    if (!element.text().isEmpty()) {
      xml.writeCharacters(element.text());
      xml.writeEndElement();
    }
  }
}
