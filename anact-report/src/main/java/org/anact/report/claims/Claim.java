package org.anact.report.claims;

/**
 * A claim of the paper and what the runs say about it.
 *
 * @param number as in {@code docs/method.md}
 * @param claim what the paper says, in short
 * @param judgement what the runs say
 * @param evidence the numbers that it follows from, in a sentence
 * @param rule how it follows
 */
public record Claim(int number, String claim, Judgement judgement, String evidence, String rule) {}
