package org.anact.bench.worker;

/**
 * What a sweep and its Spark driver say to each other, a line each. Standard input of the driver
 * takes {@code start ID JOB} and {@code cancel ID}; its end means that the sweep has ended.
 * Standard output gives {@link #MARK} and one of the other words, the ID of a run where it is about
 * one, and text.
 *
 * <p>Constants alone, which the compiler copies: the driver has no other class of the suite, whose
 * libraries would meet Spark's.
 */
public final class SparkLines {

  /** Spark writes to standard output as well; its lines do not begin so. */
  public static final String MARK = "@anact-spark ";

  /** Starts a run; its job follows. */
  public static final String START = "start";

  /** Ends a run. */
  public static final String CANCEL = "cancel";

  /** The application runs; what it is follows. */
  public static final String READY = "ready";

  /** The process of a run has started; its machine follows. */
  public static final String BEGAN = "began";

  /** The process of a run is lost and will be started again; why follows. */
  public static final String LOST = "lost";

  /** A line of standard output of a run's process follows. */
  public static final String OUT = "out";

  /** A line of standard error of a run's process follows. */
  public static final String LOG = "log";

  /** The process of a run has ended; its exit code follows. */
  public static final String ENDED = "ended";

  /** Spark has given the run up; why follows. */
  public static final String FAILED = "failed";

  private SparkLines() {}
}
