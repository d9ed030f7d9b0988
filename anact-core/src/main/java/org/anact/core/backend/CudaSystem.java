package org.anact.core.backend;

import java.util.List;
import java.util.Optional;

/** What a machine has of CUDA, asked piece by piece, so that what is missing can be named. */
interface CudaSystem {

  /** Whether this build has ND4J's CUDA backend. */
  boolean isInBuild();

  /** Loads the driver's library; returns the linker's words if it cannot. */
  Optional<String> loadDriver();

  /** Loads CUDA's runtime library and what calls it; returns the linker's words if it cannot. */
  Optional<String> loadRuntime();

  /** Starts the driver; returns its error code, 0 for none. To be asked once both are loaded. */
  int init();

  /** Returns the newest version of CUDA that the driver supports, such as 11060 for 11.6. */
  int driverVersion();

  /** Returns the GPUs that this process may use. */
  List<CudaDevice> devices();

  /** Lets CUDA's runtime look for GPUs, as ND4J does; returns its error code, 0 for none. */
  int startRuntime();

  /** Loads ND4J's CUDA library and what it needs; returns the linker's words if it cannot. */
  Optional<String> loadBackend();
}
