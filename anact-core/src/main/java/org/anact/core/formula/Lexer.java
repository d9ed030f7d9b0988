package org.anact.core.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a formula into tokens. */
final class Lexer {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<number>([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?)"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
              + "|(?<symbol>\\*\\*|<=|>=|==|!=|[-+*/^(),<>])");

  /** What texts that were set for readers have in place of operators. */
  private static final Map<Integer, String> LOOK_ALIKES =
      Map.ofEntries(
          Map.entry((int) '\u2212', "-"),
          Map.entry((int) '\u2013', "-"),
          Map.entry((int) '\u2014', "-"),
          Map.entry((int) '\u00d7', "*"),
          Map.entry((int) '\u00b7', "*"),
          Map.entry((int) '\u22c5', "*"),
          Map.entry((int) '\u00f7', "/"),
          Map.entry((int) '\u00b2', "^2"),
          Map.entry((int) '\u00b3', "^3"),
          Map.entry((int) '\u03c0', "pi"),
          Map.entry((int) '\u2264', "<="),
          Map.entry((int) '\u2265', ">="),
          Map.entry((int) '|', "abs(x) for |x|"));

  /** Longest token that a message shows whole. */
  private static final int LONGEST = 30;

  private Lexer() {}

  /** What a token is. */
  enum Kind {
    NUMBER,
    NAME,
    SYMBOL,
    END
  }

  /**
   * A token.
   *
   * @param position of its first character, from 0
   */
  record Token(Kind kind, String text, int position) {
    boolean is(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Returns what it is, for a message. */
    String described() {
      if (kind == Kind.END) {
        return "the end of the formula";
      }
      return text.length() <= LONGEST
          ? "'" + text + "'"
          : "'" + text.substring(0, LONGEST) + "...'";
    }
  }

  private static String unknown(int character) {
    String better = LOOK_ALIKES.get(character);
    boolean visible = Character.isLetterOrDigit(character) || (character > ' ' && character < 127);
    return "%s has no meaning here; %s"
        .formatted(
            visible || better != null
                ? "'" + Character.toString(character) + "'"
                : "the character U+%04X".formatted(character),
            better != null
                ? "write " + better
                : "formulas are made of x, numbers, + - * / ^, brackets and functions");
  }

  /** Returns the tokens, of which the last is the end. */
  static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (matcher.region(at, text.length()).lookingAt()) {
        Kind kind =
            matcher.group("number") != null
                ? Kind.NUMBER
                : matcher.group("name") != null ? Kind.NAME : Kind.SYMBOL;
        tokens.add(new Token(kind, matcher.group(), at));
        at = matcher.end();
      } else {
        throw FormulaException.at(text, at, unknown(text.codePointAt(at)));
      }
    }
    tokens.add(new Token(Kind.END, "", text.length()));
    return tokens;
  }
}
