package org.anact.report.document;

/** A part of a section. */
public sealed interface Block permits Text, Facts, DataTable, Figure {
  /** Which part of a template writes it. */
  String kind();
}
