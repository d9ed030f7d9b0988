package org.anact.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.anact.bench.worker.SparkLines;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Tells the sweep of tasks that ended without an answer, and that Spark will start again. */
final class LostTasks extends SparkListener {

  private static final String GROUP = "spark.jobGroup.id";

  private final Map<Integer, String> idOfStage = new ConcurrentHashMap<>();

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    idOfStage.put(event.stageInfo().stageId(), event.properties().getProperty(GROUP));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    if (event.reason() instanceof TaskFailedReason failed) {
      Output.tell(SparkLines.LOST, idOfStage.get(event.stageId()), failed.toErrorString());
    }
  }
}
