package org.anact.core.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.anact.core.formula.Lexer.Kind;
import org.anact.core.formula.Lexer.Token;
import org.anact.registry.Registry;
import org.anact.registry.UnknownNameException;

/**
 * Reads a formula: sums of products of signed powers, of which {@code ^} binds the strongest and to
 * the right, so that {@code -x^2} is {@code -(x^2)}.
 */
final class Parser {

  static final String WHERE = "where";

  /** Most nodes of a formula, in which each function is written out. */
  private static final int MOST_NODES = 2000;

  private final Registry<FormulaFunction> functions;
  private final String text;
  private final List<Token> tokens;
  private int next;

  Parser(Registry<FormulaFunction> functions, String text) {
    this.functions = functions;
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  /** Returns the whole formula. */
  Expression formula() {
    Expression formula = sum();
    Token rest = token();
    if (rest.kind() != Kind.END) {
      throw comparison(rest).isPresent()
          ? error(rest, "a comparison stands only in where(condition, a, b)")
          : error(rest, "expected an operator before " + rest.described() + missingProduct(rest));
    }
    return formula;
  }

  private static String missingProduct(Token token) {
    return token.kind() == Kind.SYMBOL && !token.is("(") ? "" : "; a product is written with *";
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      if (takes("+")) {
        left = Algebra.add(left, product());
      } else if (takes("-")) {
        left = Algebra.subtract(left, product());
      } else {
        return left;
      }
    }
  }

  private Expression product() {
    Expression left = signed();
    while (true) {
      if (takes("*")) {
        left = Algebra.multiply(left, signed());
      } else if (takes("/")) {
        left = Algebra.divide(left, signed());
      } else {
        return left;
      }
    }
  }

  private Expression signed() {
    if (takes("-")) {
      return Algebra.negate(signed());
    }
    return takes("+") ? signed() : power();
  }

  private Expression power() {
    Token start = token();
    Expression base = operand();
    Expression power = takes("^") || takes("**") ? Algebra.power(base, signed()) : base;
    if (power.size(MOST_NODES) > MOST_NODES) {
      throw error(
          start, "this is too long once its functions are written out: give a simpler formula");
    }
    return power;
  }

  private Expression operand() {
    Token token = token();
    next++;
    if (token.kind() == Kind.NUMBER) {
      double value = Double.parseDouble(token.text());
      if (value > Float.MAX_VALUE) {
        throw error(token, "%s is more than a float holds".formatted(token.described()));
      }
      return Algebra.constant(value);
    }
    if (token.kind() == Kind.NAME) {
      return token().is("(") ? call(token) : named(token);
    }
    if (token.is("(")) {
      Expression inner = sum();
      expect(")");
      return inner;
    }
    next--;
    throw error(token, "expected x, a number, a function or '(' but found " + token.described());
  }

  private Expression named(Token name) {
    return switch (name.text().toLowerCase(Locale.ROOT)) {
      case "x" -> Algebra.X;
      case "pi" -> Algebra.constant(Math.PI);
      case "e" -> Algebra.constant(Math.E);
      default -> {
        if (functions.find(name.text()).isPresent()) {
          throw error(
              name, "%s needs an argument, like %s(x)".formatted(name.described(), name.text()));
        }
        throw error(
            name,
            "unknown name %s; the argument is x, and pi and e are numbers"
                .formatted(name.described()));
      }
    };
  }

  private Expression call(Token name) {
    if (name.text().equalsIgnoreCase(WHERE)) {
      return where();
    }
    Optional<FormulaFunction> function = functions.find(name.text());
    if (function.isEmpty()) {
      throw error(name, unknown(name.text()));
    }
    List<Expression> arguments = arguments();
    FormulaFunction found = function.get();
    if (arguments.size() < found.least() || arguments.size() > found.most()) {
      throw error(
          name,
          "'%s' takes %s, not %d"
              .formatted(
                  name.text(),
                  found.least() == 1
                      ? "one argument"
                      : found.most() == 2 ? "two arguments" : "two arguments or more",
                  arguments.size()));
    }
    return found.of(arguments);
  }

  private String unknown(String name) {
    try {
      functions.get(name);
      throw new IllegalStateException(name);
    } catch (UnknownNameException e) {
      return e.getMessage();
    }
  }

  private List<Expression> arguments() {
    expect("(");
    List<Expression> arguments = new ArrayList<>();
    do {
      arguments.add(sum());
    } while (takes(","));
    expect(")");
    return arguments;
  }

  private Expression where() {
    expect("(");
    Expression left = sum();
    Token token = token();
    Comparison comparison =
        comparison(token)
            .orElseThrow(
                () ->
                    error(
                        token, "expected a comparison like x > 0 but found " + token.described()));
    next++;
    Expression right = sum();
    expect(",");
    Expression then = sum();
    expect(",");
    Expression otherwise = sum();
    expect(")");
    return Algebra.where(comparison, left, right, then, otherwise);
  }

  private static Optional<Comparison> comparison(Token token) {
    return Arrays.stream(Comparison.values())
        .filter(comparison -> token.is(comparison.symbol()))
        .findFirst();
  }

  private Token token() {
    return tokens.get(next);
  }

  private boolean takes(String symbol) {
    if (!token().is(symbol)) {
      return false;
    }
    next++;
    return true;
  }

  private void expect(String symbol) {
    if (!takes(symbol)) {
      throw error(token(), "expected '%s' but found %s".formatted(symbol, token().described()));
    }
  }

  private FormulaException error(Token token, String what) {
    return FormulaException.at(text, token.position(), what);
  }
}
