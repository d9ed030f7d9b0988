package org.anact.bench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code anact bench [JMH arguments]}. */
@Command(
    name = "bench",
    description = {
      "Runs the JMH micro-benchmarks: the ANAct layer, and whole training steps.",
      "Arguments go to JMH, for example: anact bench TrainingStepBenchmark -p model=resnet20"
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  @Parameters(paramLabel = "JMH-ARGUMENTS", description = "Passed on to JMH.", arity = "0..*")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return CommandLine.ExitCode.OK;
  }
}
