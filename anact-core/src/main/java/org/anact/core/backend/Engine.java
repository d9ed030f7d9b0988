package org.anact.core.backend;

import java.util.Map;

/**
 * What has started this process, as its environment says.
 *
 * @param name {@code local}, {@code slurm}, {@code kubernetes}, or what {@link #VARIABLE} says
 * @param job the engine's own name for what it has started; empty for none
 */
public record Engine(String name, String job) {

  /** Environment variable by which an engine that is not recognized names itself. */
  public static final String VARIABLE = "ANACT_ENGINE";

  /** Environment variable with the engine's name for the job, beside {@link #VARIABLE}. */
  public static final String JOB_VARIABLE = "ANACT_ENGINE_JOB";

  private static final String LOCAL = "local";

  /** Returns that of this process. */
  public static Engine current() {
    return of(System.getenv());
  }

  static Engine of(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      return new Engine(named, environment.getOrDefault(JOB_VARIABLE, ""));
    }
    if (environment.containsKey("SLURM_JOB_ID")) {
      String array = environment.get("SLURM_ARRAY_JOB_ID");
      String job =
          array == null
              ? environment.get("SLURM_JOB_ID")
              : array + "_" + environment.getOrDefault("SLURM_ARRAY_TASK_ID", "");
      String restarts = environment.get("SLURM_RESTART_COUNT");
      return new Engine("slurm", restarts == null ? job : job + " restart " + restarts);
    }
    if (environment.containsKey("KUBERNETES_SERVICE_HOST")) {
      String pod = environment.getOrDefault("HOSTNAME", "");
      String index = environment.get("JOB_COMPLETION_INDEX");
      return new Engine("kubernetes", index == null ? pod : pod + " index " + index);
    }
    return new Engine(LOCAL, "");
  }

  /** Whether this process runs on a machine that its user has not chosen. */
  public boolean isRemote() {
    return !name.equals(LOCAL);
  }
}
