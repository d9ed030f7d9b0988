package org.anact.bench.faults;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A process that runs the fast tests of some modules, and ends once a few have failed: that a fault
 * is noticed, and by what, does not need all of them.
 */
final class FastTestRun {

  /** What a line with the name of a test that failed begins with. */
  static final String FAILED = "noticed by ";

  static final int ALL_PASSED = 0;
  static final int SOME_FAILED = 1;
  private static final int NONE_RUN = 3;

  private static final int ENOUGH = 3;

  private FastTestRun() {}

  /** Runs the tests in the folders of classes that the arguments name, one after the other. */
  public static void main(String[] folders) {
    Failures failures = new Failures();
    try (LauncherSession session = LauncherFactory.openSession()) {
      for (String folder : folders) {
        session
            .getLauncher()
            .execute(
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(folder))))
                    .filters(ClassNameFilter.includeClassNamePatterns(".*Test"))
                    .build(),
                failures);
      }
    }
    end(failures.passed == 0 ? NONE_RUN : failures.names.isEmpty() ? ALL_PASSED : SOME_FAILED);
  }

  private static void end(int code) {
    System.out.flush();
    // Not exit: the rest of a test run that ends early must not be waited for.
    Runtime.getRuntime().halt(code);
  }

  private static final class Failures implements TestExecutionListener {

    private final Set<String> names = new LinkedHashSet<>();
    private TestPlan plan;
    private int passed;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
      plan = started;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
        passed += test.isTest() ? 1 : 0;
        return;
      }
      result.getThrowable().ifPresent(thrown -> System.out.println(test + ": " + thrown));
      if (result.getStatus() == TestExecutionResult.Status.FAILED && names.add(name(test))) {
        System.out.println(FAILED + name(test));
        if (names.size() == ENOUGH) {
          end(SOME_FAILED);
        }
      }
    }

    /** The method, of which a test may be one invocation of many; else the class. */
    private String name(TestIdentifier test) {
      Optional<TestIdentifier> at = Optional.of(test);
      while (at.isPresent()) {
        TestSource source = at.get().getSource().orElse(null);
        if (source instanceof MethodSource method) {
          return simple(method.getClassName()) + "." + method.getMethodName();
        }
        if (source instanceof ClassSource type) {
          return simple(type.getClassName());
        }
        at = plan.getParent(at.get());
      }
      return test.getDisplayName();
    }

    private static String simple(String className) {
      return className.substring(className.lastIndexOf('.') + 1);
    }
  }
}
