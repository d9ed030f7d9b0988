package org.anact.core.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.dnnl_version_t;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loaded library. */
public final class OneDnnEngine {

  private static final Logger log = LoggerFactory.getLogger(OneDnnEngine.class);

  private final dnnl_engine engine = new dnnl_engine();
  private final dnnl_stream stream = new dnnl_stream();

  private OneDnnEngine() {
    check(dnnl_engine_create(engine, dnnl_cpu, 0), "make an engine");
    check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags), "make a stream");
  }

  /** Returns whether the library is there for this platform and loads. */
  public static boolean isAvailable() {
    return Loaded.ENGINE.isPresent();
  }

  /** Returns the library's version, for example 1.6.2, or nothing if it did not load. */
  public static Optional<String> version() {
    return Loaded.ENGINE.map(
        engine -> {
          dnnl_version_t version = dnnl_version();
          return version.major() + "." + version.minor() + "." + version.patch();
        });
  }

  static OneDnnEngine get() {
    return Loaded.ENGINE.orElseThrow(
        () -> new IllegalStateException("oneDNN is not available on this machine"));
  }

  dnnl_engine engine() {
    return engine;
  }

  dnnl_stream stream() {
    return stream;
  }

  /** Throws if oneDNN's status is not success. */
  static void check(int status, String what) {
    if (status != 0) {
      throw new IllegalStateException("oneDNN could not " + what + ": status " + status);
    }
  }

  private static final class Loaded {

    static final Optional<OneDnnEngine> ENGINE = load();

    private static Optional<OneDnnEngine> load() {
      try {
        return Optional.of(new OneDnnEngine());
      } catch (LinkageError | RuntimeException e) {
        log.debug("oneDNN is not available", e);
        return Optional.empty();
      }
    }
  }
}
