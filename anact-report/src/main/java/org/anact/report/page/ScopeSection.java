package org.anact.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.anact.report.results.ResultDirectory;
import org.anact.report.results.RunRecord;

/** How far the sweep is from the paper, and which of its claims the sweep leaves untested. */
final class ScopeSection {
  private static final Pattern PAPER_DATA =
      Pattern.compile("tiny[-_]?imagenet(-?200)?|cifar[-_]?100", Pattern.CASE_INSENSITIVE);
  private static final Pattern PAPER_MODEL =
      Pattern.compile("resnet[-_]?50", Pattern.CASE_INSENSITIVE);
  // CIFAR-100 has 50,000 training images, Tiny ImageNet 100,000.
  private static final long FULL_DATA = 50_000;

  private ScopeSection() {}

  static List<String> of(ResultDirectory directory) {
    List<RunRecord> finished = directory.runs().filter(RunRecord::finished).toList();
    List<RunRecord> paperScale = finished.stream().filter(ScopeSection::paperScale).toList();
    List<String> sentences = new ArrayList<>();
    long most = finished.stream().mapToLong(run -> run.provenance().trainImages()).max().orElse(0);
    int epochs = finished.stream().mapToInt(run -> run.epochs().size()).max().orElse(0);
    long seeds = finished.stream().map(run -> run.config().seed()).distinct().count();
    String size =
        "at most "
            + Numbers.count(most, "training image", "training images")
            + ", "
            + Numbers.count(epochs, "epoch", "epochs")
            + " and "
            + Numbers.count(seeds, "seed", "seeds");
    if (paperScale.isEmpty()) {
      sentences.add(
          "This is a small run ("
              + size
              + "), not the paper's result. The paper reports ResNet-50 with Swish on Tiny ImageNet"
              + " (+1.4 points) and CIFAR-100 (more than +1.2 points); no finished run here pairs"
              + " that network with those data in full, so those two figures are not tested.");
    } else {
      sentences.add(
          "Some runs pair ResNet-50 with data of the paper ("
              + size
              + "), but the recipe is this project's: agreement or disagreement with the paper's"
              + " +1.4 (Tiny ImageNet) and +1.2 points (CIFAR-100) is no exact replication.");
    }
    sentences.add(
        "Claim 4, that the normalized form of each common activation beats the vanilla one on"
            + " convolutional and residual networks, is tested only for the activations, models and"
            + " data in the tables below.");
    sentences.add(
        "Claims 1 and 2, about the variance of gradients across layers, are not tested: a result"
            + " directory holds no gradient variances. What is shown of claim 2 is the running"
            + " lambda, rho and rho' of the normalized layers.");
    sentences.add(
        "Claim 3, that convergence goes with how well the normalization property holds, is not"
            + " tested: vanilla runs record no rho, so there is no contrast to relate to.");
    return sentences;
  }

  private static boolean paperScale(RunRecord run) {
    return PAPER_MODEL.matcher(run.config().model()).matches()
        && PAPER_DATA.matcher(run.config().dataset()).matches()
        && run.provenance().trainImages() >= FULL_DATA;
  }
}
