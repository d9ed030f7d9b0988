package org.anact.bench.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import org.anact.bench.InputException;
import org.anact.results.EpochRow;
import org.anact.results.Outcome;

/** What a worker process reports on its standard output, one JSON object a line. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "message")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Message.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = Message.StartsAnew.class, name = "startsAnew"),
  @JsonSubTypes.Type(value = Message.Step.class, name = "step"),
  @JsonSubTypes.Type(value = Message.Tested.class, name = "tested"),
  @JsonSubTypes.Type(value = Message.Epoch.class, name = "epoch"),
  @JsonSubTypes.Type(value = Message.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = Message.Stopped.class, name = "stopped")
})
sealed interface Message {

  /** The run resumes from a checkpoint. */
  record Resumed(EpochRow last, long images) implements Message {}

  /** The run starts from the beginning although there is a checkpoint. */
  record StartsAnew(String reason) implements Message {}

  /** Training steps since the last such message, with the figures of the last of them. */
  record Step(int epoch, int images, double trainLoss, double imagesPerSecond) implements Message {}

  /** A mini-batch of the test set is done. */
  record Tested() implements Message {}

  /** An epoch is done. */
  record Epoch(EpochRow metrics) implements Message {}

  /** The run has an outcome, and it is on disk; a failure may have come from a lack of memory. */
  record Ended(Outcome outcome, boolean outOfMemory) implements Message {}

  /**
   * The run cannot continue here, and neither can others.
   *
   * @param refused whether a setting of the user is why; else, the results cannot be written
   */
  record Stopped(String sentence, boolean refused) implements Message {

    /** Returns what ends a sweep whose processes are all on one machine. */
    Exception exception() {
      return refused ? new InputException(sentence) : new IOException(sentence);
    }
  }
}
