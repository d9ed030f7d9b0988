package org.anact.bench.run;

import java.util.List;
import org.anact.models.signal.SiteSignal;
import org.anact.models.signal.WeightSignal;

/** How measured signals look as rows, in the order of their files' columns. */
final class SignalRows {

  private SignalRows() {}

  static List<Object> of(int step, SiteSignal site) {
    return List.of(
        step,
        site.layer(),
        site.position().depth(),
        site.position().branch(),
        site.varInput(),
        site.meanSquare(),
        site.slopeSquare(),
        site.lambda(),
        site.alpha(),
        site.scale(),
        site.varGradInput(),
        site.varGradOutput());
  }

  static List<Object> of(int step, WeightSignal weights) {
    return List.of(
        step,
        weights.layer(),
        weights.position().depth(),
        weights.position().branch(),
        weights.varWeight(),
        weights.varGradient());
  }
}
