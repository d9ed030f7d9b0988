package org.anact.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.anact.report.claims.Claim;
import org.anact.report.claims.Claims;
import org.anact.report.claims.Judgement;
import org.anact.results.RunStatus;
import org.anact.results.decision.DecisionRule;
import org.anact.results.decision.Verdict;
import org.junit.jupiter.api.Test;

class FindingTest {
  private static final String RULE =
      "{\"decide\": {\"minSeeds\": 4, \"maxSeeds\": %d, \"alpha\": 0.2, \"margin\": 0.2}}";
  private static final double[] GAINS = {0.031, 0.024, 0.028, 0.035, 0.03, 0.022, 0.027, 0.026};

  private static Finding finding(MadeRuns runs) {
    Study study = runs.study();
    return study.finding(study.comparisons().all().get(0));
  }

  private static MadeRuns gains(int pairs, int maxSeeds) {
    MadeRuns runs = new MadeRuns().grid(RULE.formatted(maxSeeds));
    // Seeds of a plan need not ascend.
    for (int i = 0; i < pairs; i++) {
      runs.pair("d", "m", "relu", 100 - i, 0.5, 0.5 + GAINS[i]);
    }
    return runs;
  }

  private static double[] points(int pairs) {
    double[] points = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      points[i] = 100 * (0.5 + GAINS[i] - 0.5);
    }
    return points;
  }

  @Test
  void decisionIsThatOfTheGridsRuleInTheOrderOfThePlan() {
    DecisionRule rule = new DecisionRule(4, 30, 0.2, 0.2);
    Finding finding = finding(gains(8, 30));
    assertThat(finding.rule()).isEqualTo(rule);
    assertThat(finding.decision()).isEqualTo(rule.decide(points(8)));
    assertThat(finding.decision().verdict()).isEqualTo(Verdict.ABOVE);
    assertThat(finding.decision().pairs()).isLessThan(8);
    assertThat(finding.sequential()).isTrue();
    assertThat(finding.winner()).isEqualTo(1);
    assertThat(finding.confidence().low()).isGreaterThan(0);
    assertThat(finding.words()).startsWith("above after ").endsWith(" pairs");
  }

  @Test
  void gridWithoutARuleKeepsTheTestOfAFixedNumber() {
    Finding finding = finding(gains(8, 30).grid("{}"));
    assertThat(finding.rule()).isEqualTo(DecisionRule.defaults());
    assertThat(finding.sequential()).isFalse();
    assertThat(finding.words()).isEqualTo("sign-flip p at most 0.05");
    assertThat(finding.winner()).isEqualTo(1);
  }

  @Test
  void divergedRunCountsAsChanceAndAFailedOneDropsItsPair() {
    MadeRuns runs = new MadeRuns().grid(RULE.formatted(30));
    runs.add("d", "m", "relu", 1, 0.75).ended("nrelu", 1, RunStatus.DIVERGED);
    runs.add("d", "m", "relu", 2, 0.75).ended("nrelu", 2, RunStatus.FAILED);
    runs.pair("d", "m", "relu", 3, 0.5, 0.625);
    Study study = runs.study();
    // Of two classes.
    assertThat(study.comparisons().all().get(0).differencesInOrder()).containsExactly(-25, 12.5);
    assertThat(study.difference(study.comparisons().all().get(0), Figures.ACCURACY).summary().n())
        .isEqualTo(1);
  }

  /** Which of two runs ends first may depend on what they show. */
  @Test
  void pairsAfterOneThatHasNotEndedDoNotCount() {
    MadeRuns runs = new MadeRuns().pair("d", "m", "relu", 1, 0.5, 0.625);
    runs.add("d", "m", "relu", 2, 0.5).missing("nrelu", 2).pair("d", "m", "relu", 3, 0.5, 0.75);
    assertThat(runs.study().comparisons().all().get(0).differencesInOrder()).containsExactly(12.5);
  }

  /** Pairs after a decision cost a verdict nothing; those that show nothing do. */
  @Test
  void costIsThatOfTheTrialsAndOfTheRunsUpToTheDecision() {
    double run = 2 * MadeRuns.SECONDS / 3600;
    Finding decided = finding(gains(8, 30));
    assertThat(decided.decision().pairs()).isBetween(4, 7);
    assertThat(decided.coreHours()).isEqualTo(2 * decided.decision().pairs() * run);
    MadeRuns open = new MadeRuns().grid(RULE.formatted(30));
    open.add("d", "m", "relu", 1, 0.75).ended("nrelu", 1, RunStatus.FAILED);
    open.pair("d", "m", "relu", 2, 0.5, 0.625).missing("nrelu", 3);
    assertThat(finding(open).coreHours()).isEqualTo(4 * run);
    MadeRuns tuned = new MadeRuns().grid(RULE.formatted(30));
    for (double rate : new double[] {0.1, 0.2, 0.4}) {
      tuned.trial("relu", 101, RunStatus.FINISHED, 0.5, Map.of("learningRate", rate));
      tuned.trial("nrelu", 101, RunStatus.DIVERGED, 0, Map.of("learningRate", rate));
    }
    tuned.tuned("relu", 1, RunStatus.FINISHED, 0.5, Map.of("learningRate", 0.1));
    tuned.tuned("nrelu", 1, RunStatus.FINISHED, 0.5, Map.of("learningRate", 0.2));
    assertThat(finding(tuned).coreHours()).isEqualTo(8 * run);
  }

  @Test
  void claimIsAboutDecisionsWhereSeedsAreAddedUntilThen() {
    assertThat(claim(gains(8, 30)))
        .satisfies(claim -> assertThat(claim.judgement()).isEqualTo(Judgement.SUPPORTED))
        .satisfies(claim -> assertThat(claim.evidence()).contains("1 shown in favour", "0 open"))
        .satisfies(claim -> assertThat(claim.rule()).contains("rule for adding seeds"));
    assertThat(claim(gains(3, 30)).judgement()).isEqualTo(Judgement.OPEN);
    assertThat(claim(gains(3, 30).grid("{}")).judgement()).isEqualTo(Judgement.UNDERPOWERED);
    MadeRuns noise = new MadeRuns().grid(RULE.formatted(4));
    for (int i = 0; i < 4; i++) {
      noise.pair("d", "m", "relu", i, 0.5, i % 2 == 0 ? 0.6 : 0.4);
    }
    assertThat(finding(noise).decision().verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(claim(noise).judgement()).isEqualTo(Judgement.NOT_SUPPORTED);
  }

  private static Claim claim(MadeRuns runs) {
    List<Claim> claims = Claims.of(runs.study());
    return claims.get(3);
  }
}
