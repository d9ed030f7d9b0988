package org.anact.results.decision;

/**
 * How far a comparison is.
 *
 * @param verdict what its pairs have shown
 * @param pairs how many of them count: those up to the verdict
 * @param eValue evidence against a centre of zero after these pairs, for or against either arm: its
 *     expectation is at most 1 where there is no difference
 */
public record Decision(Verdict verdict, int pairs, double eValue) {}
