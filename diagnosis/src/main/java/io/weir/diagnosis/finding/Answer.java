package io.weir.diagnosis.finding;

import java.util.List;

/**
 * All that was found, and what could not be looked at.
 *
 * @param findings in the order of {@link Finding#FIRST_TO_READ}
 * @param unread which sources had nothing to read, and why; a verdict that needs one of them is missing here and is no proof of health
 */
public record Answer(List<Finding> findings, List<Unread> unread) {
    public Answer {
        findings = findings.stream().sorted(Finding.FIRST_TO_READ).toList();
        unread = List.copyOf(unread);
    }

    /** A source that gave nothing: {@code logs}, {@code metrics}, {@code exceptions}, {@code rest}, {@code exits}, {@code checkpoints}. */
    public record Unread(String source, String why) {}
}
