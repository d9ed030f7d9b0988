package org.anact.report.export;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text as each language of an export spells it, so that none of it is read as markup. */
public final class Escape {
  private static final Pattern BREAKS = Pattern.compile("\\R+");
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}");
  private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_\\[\\]<>|#~&$]");

  /** What would begin a list, a rule or a heading at the start of a line. */
  private static final Pattern MARKDOWN_START = Pattern.compile("^(\\d*)(?=[-+=.)])");

  private static final Pattern MARKDOWN_BLOCK =
      Pattern.compile("(?:[-+]|\\d+[.)])(?:\\s.*)?|[-=+][-=+\\s]+");

  private static final Pattern BACKTICKS = Pattern.compile("`+");

  /** What Excel, LibreOffice or Google Sheets take for a formula; full-width signs count too. */
  private static final Pattern FORMULA =
      Pattern.compile("(?:\\s*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]|[\\t\\r\\n]).*", Pattern.DOTALL);

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?");

  private static final Map<Integer, String> LATEX =
      Map.ofEntries(
          Map.entry((int) '\\', "\\textbackslash{}"),
          Map.entry((int) '{', "\\{"),
          Map.entry((int) '}', "\\}"),
          Map.entry((int) '$', "\\$"),
          Map.entry((int) '&', "\\&"),
          Map.entry((int) '#', "\\#"),
          Map.entry((int) '_', "\\_"),
          Map.entry((int) '%', "\\%"),
          Map.entry((int) '~', "\\textasciitilde{}"),
          Map.entry((int) '^', "\\textasciicircum{}"),
          Map.entry((int) '<', "\\textless{}"),
          Map.entry((int) '>', "\\textgreater{}"),
          Map.entry((int) '|', "\\textbar{}"),
          Map.entry((int) '`', "\\textasciigrave{}"),
          Map.entry((int) '"', "\\char34{}"),
          // After the end of a row LaTeX reads a star and a bracket as options.
          Map.entry((int) '*', "{*}"),
          Map.entry((int) '[', "{[}"),
          Map.entry((int) ']', "{]}"),
          Map.entry(0x2212, "$-$"),
          Map.entry(0x2013, "\\textendash{}"),
          Map.entry(0x2019, "'"),
          Map.entry(0x2032, "$'$"),
          Map.entry(0x2192, "$\\rightarrow$"),
          Map.entry(0xb1, "$\\pm$"),
          Map.entry(0xb2, "$^2$"),
          Map.entry(0x2080, "$_0$"),
          Map.entry(0x2081, "$_1$"),
          Map.entry(0x3bb, "$\\lambda$"),
          Map.entry(0x3c1, "$\\rho$"),
          Map.entry(0x3c4, "$\\tau$"));

  /** The end of Latin Extended-A; beyond it pdfLaTeX knows only a few characters. */
  private static final int LAST_LATIN = 0x17f;

  private Escape() {}

  /** Text inside a line of GitHub's Markdown. */
  static String markdown(String text) {
    return MARKDOWN.matcher(line(text)).replaceAll("\\\\$0");
  }

  /** The same at the start of a paragraph or an item. */
  static String markdownLine(String text) {
    String escaped = markdown(text);
    return MARKDOWN_BLOCK.matcher(line(text)).matches()
        ? MARKDOWN_START.matcher(escaped).replaceFirst("$1\\\\")
        : escaped;
  }

  /** An identifier inside a table of GitHub's Markdown, which splits cells before it reads code. */
  static String markdownCode(String text) {
    String line = line(text).replace("|", "\\|");
    String fence = "`".repeat(longestBackticks(line) + 1);
    boolean bare = fence.length() == 1 && !line.isEmpty();
    return bare ? fence + line + fence : fence + " " + line + " " + fence;
  }

  /** Lines of code in Markdown, between fences that none of them closes. */
  static String markdownBlock(String code) {
    String fence = "`".repeat(Math.max(3, longestBackticks(code)) + 1);
    return fence + "\n" + code.strip() + "\n" + fence + "\n";
  }

  private static int longestBackticks(String text) {
    return BACKTICKS
        .matcher(text)
        .results()
        .mapToInt(run -> run.end() - run.start())
        .max()
        .orElse(0);
  }

  /** Text on one line of LaTeX; letters that are not Latin stay as they are. */
  static String latex(String text) {
    return line(text)
        .codePoints()
        .mapToObj(letter -> LATEX.getOrDefault(letter, Character.toString(letter)))
        .collect(Collectors.joining())
        .replaceAll("-(?=-)", "-{}");
  }

  /** The characters that {@link #latex} leaves and that pdfLaTeX stops at, each once. */
  static String beyondPdfLatex(String text) {
    return line(text)
        .codePoints()
        .filter(letter -> letter > LAST_LATIN && !LATEX.containsKey(letter))
        .distinct()
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /**
   * Text for a cell of a CSV file, before its quotation: what a spreadsheet would compute gets an
   * apostrophe in front. Numbers are no formulas.
   */
  public static String spreadsheet(String text) {
    return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
  }

  private static String line(String text) {
    return CONTROLS.matcher(BREAKS.matcher(text).replaceAll(" ")).replaceAll(" ").strip();
  }
}
