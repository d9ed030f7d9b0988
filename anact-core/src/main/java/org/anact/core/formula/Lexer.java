package org.anact.core.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a formula into tokens. */
final class Lexer {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<number>([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?)"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
              + "|(?<symbol>\\*\\*|<=|>=|==|!=|[-+*/^(),<>])");

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
      return kind == Kind.END ? "the end of the formula" : "'" + text + "'";
    }
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
        throw FormulaException.at(
            text,
            at,
            "'%s' has no meaning here; formulas are made of x, numbers, + - * / ^, brackets and functions"
                .formatted(new String(Character.toChars(text.codePointAt(at)))));
      }
    }
    tokens.add(new Token(Kind.END, "", text.length()));
    return tokens;
  }
}
