package org.anact.report.charts;

/** The kinds of text in a chart: where it is anchored and how large it is. */
enum ChartText {
  TITLE("start", 13, true),
  AXIS_TITLE("middle", 11, false),
  X_TICK("middle", 11, false),
  Y_TICK("end", 11, false),
  LEGEND("start", 11, false);

  private final String anchor;
  private final int size;
  private final boolean bold;

  ChartText(String anchor, int size, boolean bold) {
    this.anchor = anchor;
    this.size = size;
    this.bold = bold;
  }

  String anchor() {
    return anchor;
  }

  int size() {
    return size;
  }

  boolean bold() {
    return bold;
  }

  java.awt.Font font() {
    return new java.awt.Font(
        java.awt.Font.SANS_SERIF, bold ? java.awt.Font.BOLD : java.awt.Font.PLAIN, size);
  }
}
