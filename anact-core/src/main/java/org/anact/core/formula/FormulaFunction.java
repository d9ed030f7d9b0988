package org.anact.core.formula;

import java.util.List;
import java.util.function.Function;
import org.anact.registry.Named;

/**
 * A function of the language.
 *
 * @param name name in PyTorch, where that has it
 * @param aliases names of the same function elsewhere
 * @param least number of arguments
 * @param most number of arguments
 * @param definition how it is made of its arguments
 */
record FormulaFunction(
    String name,
    List<String> aliases,
    int least,
    int most,
    Function<List<Expression>, Expression> definition)
    implements Named {

  /** Returns the function with other arguments than the formula's own x. */
  Expression of(List<Expression> arguments) {
    return definition.apply(arguments);
  }
}
