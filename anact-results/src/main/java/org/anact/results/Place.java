package org.anact.results;

/**
 * Where a run was trained, which decides none of its numbers. Its kind of processor does, and is in
 * the environment.
 *
 * @param host name of the machine
 * @param engine what gave it the run: {@code local}, {@code slurm}, {@code spark}, {@code
 *     kubernetes} or a name of the user's
 * @param job the engine's own name for it; empty for none
 * @param attempt name of the attempt that became the record
 */
public record Place(String host, String engine, String job, String attempt) {

  /** Returns the same in an attempt. */
  Place in(String name) {
    return new Place(host, engine, job, name);
  }
}
