package org.anact.core.kernel;

/** Whether layers that are made from now on use the suite's own kernels. */
public final class Kernels {

  /** System property that turns the kernels off where it is {@code false}. */
  public static final String PROPERTY = "org.anact.kernels";

  private Kernels() {}

  /** Returns whether the kernels are on; they are unless the property says otherwise. */
  public static boolean isOn() {
    return Boolean.parseBoolean(System.getProperty(PROPERTY, "true"));
  }
}
