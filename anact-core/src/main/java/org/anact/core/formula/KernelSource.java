package org.anact.core.formula;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.anact.core.formula.Expression.Call;
import org.anact.core.formula.Expression.Constant;
import org.anact.core.formula.Expression.Operation;
import org.anact.core.formula.Expression.Variable;
import org.anact.core.formula.Expression.Where;
import org.anact.core.kernel.Elementary;

/**
 * The Java of a kernel. Each loop writes one array and is a method of its own, as the JIT compiler
 * vectorizes such loops, and compiles no method of 8,000 bytes.
 */
final class KernelSource {

  static final String CLASS = "org.anact.core.formula.generated.FormulaKernel";

  private static final String VALUE = "f";
  private static final String SLOPE = "slope";

  private final StringBuilder loops = new StringBuilder();
  private int loopCount;

  private KernelSource() {}

  /** Returns the source of the class {@link #CLASS}, a {@link CompiledKernel}. */
  static String of(Expression value, Expression slope) {
    Expression f = Lowering.of(value);
    Expression df = Lowering.of(slope);
    KernelSource source = new KernelSource();
    Map<String, Expression> both = new LinkedHashMap<>();
    both.put(VALUE, f);
    String copy = "";
    if (f.equals(df)) {
      copy = "    System.arraycopy(f, 0, slope, 0, n);\n";
    } else {
      both.put(SLOPE, df);
    }
    String body =
        source.method("value(float[] x, float[] f, int n)", Map.of(VALUE, f), "")
            + source.method(
                "valueAndSlope(float[] x, float[] f, float[] slope, int n)", both, copy);
    int dot = CLASS.lastIndexOf('.');
    return "package %s;\npublic final class %s extends %s {\n%s%s}\n"
        .formatted(
            CLASS.substring(0, dot),
            CLASS.substring(dot + 1),
            CompiledKernel.class.getName(),
            body,
            source.loops);
  }

  private String method(String signature, Map<String, Expression> results, String end) {
    Program program = new Program(results);
    StringBuilder body = new StringBuilder();
    if (program.scratch() > 0) {
      body.append("    float[][] a = scratch(%d, n);\n".formatted(program.scratch()));
    }
    for (int i = 0; i < program.scratch(); i++) {
      body.append("    float[] a%d = a[%d];\n".formatted(i, i));
    }
    for (Program.Step step : program.steps()) {
      body.append("    ").append(call(step, program)).append(";\n");
    }
    return "  @Override public void %s {\n%s%s  }\n".formatted(signature, body, end);
  }

  private String call(Program.Step step, Program program) {
    if (step.result() instanceof Call call && call.function().isLoop()) {
      String argument = call.argument() instanceof Variable ? "x" : program.array(call.argument());
      return "%s.%s(%s, %s, n)"
          .formatted(Elementary.class.getName(), call.function().method(), argument, step.array());
    }
    Set<String> arrays = new LinkedHashSet<>();
    arrays.add(step.array());
    String code = inline(step.result(), program, arrays);
    String name = "loop" + loopCount++;
    loops.append(
        "  private static void %s(%s, int n) {\n    for (int i = 0; i < n; i++) {\n      %s[i] = %s;\n    }\n  }\n"
            .formatted(
                name,
                arrays.stream().map(array -> "float[] " + array).collect(Collectors.joining(", ")),
                step.array(),
                code));
    return "%s(%s, n)".formatted(name, String.join(", ", arrays));
  }

  private String code(Expression e, Program program, Set<String> arrays) {
    String array = e instanceof Variable ? "x" : program.array(e);
    if (array != null) {
      arrays.add(array);
      return array + "[i]";
    }
    return inline(e, program, arrays);
  }

  private String inline(Expression e, Program program, Set<String> arrays) {
    if (e instanceof Constant constant) {
      return number((float) constant.value());
    }
    if (e instanceof Call call) {
      String argument = code(call.argument(), program, arrays);
      return "(" + call.function().code(argument) + ")";
    }
    if (e instanceof Where where) {
      return "(%s %s %s ? %s : %s)"
          .formatted(
              code(where.left(), program, arrays),
              where.comparison().symbol(),
              code(where.right(), program, arrays),
              code(where.then(), program, arrays),
              code(where.otherwise(), program, arrays));
    }
    if (e instanceof Operation operation) {
      return operation(operation, program, arrays);
    }
    arrays.add("x");
    return "x[i]";
  }

  private String operation(Operation e, Program program, Set<String> arrays) {
    Operation product = product(e.right(), program);
    boolean sum = e.operator() == Operator.ADD;
    if (product != null && (sum || e.operator() == Operator.SUBTRACT)) {
      return "Math.fma(%s%s, %s, %s)"
          .formatted(
              sum ? "" : "-",
              code(product.left(), program, arrays),
              code(product.right(), program, arrays),
              code(e.left(), program, arrays));
    }
    product = product(e.left(), program);
    if (product != null && (sum || e.operator() == Operator.SUBTRACT)) {
      return "Math.fma(%s, %s, %s%s)"
          .formatted(
              code(product.left(), program, arrays),
              code(product.right(), program, arrays),
              sum ? "" : "-",
              code(e.right(), program, arrays));
    }
    String left = code(e.left(), program, arrays);
    String right = code(e.right(), program, arrays);
    return switch (e.operator()) {
      case POWER -> "((float) Math.pow(%s, %s))".formatted(left, right);
      case MIN, MAX -> "Math.%s(%s, %s)".formatted(e.operator().symbol(), left, right);
      default -> "(%s %s %s)".formatted(left, e.operator().symbol(), right);
    };
  }

  /** Returns the product that an expression is, if it is computed where it is used. */
  private static Operation product(Expression e, Program program) {
    return e instanceof Operation operation
            && operation.operator() == Operator.MULTIPLY
            && program.array(e) == null
        ? operation
        : null;
  }

  private static String number(float value) {
    if (Float.isFinite(value)) {
      return "(" + value + "f)";
    }
    return Float.isNaN(value) ? "Float.NaN" : "(%sf / 0f)".formatted(value > 0 ? "1" : "-1");
  }
}
