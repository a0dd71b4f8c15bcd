package io.weir.rules.replay;

import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import org.jspecify.annotations.Nullable;

/** Tells whether a firing and a stored event are about the same. */
final class Subjects {
    private Subjects() {}

    /** By fingerprint where those agree at all, as those of one rule do; else by what both name of cluster, job and process. */
    static boolean same(Firing firing, Event event, boolean byFingerprint) {
        if (byFingerprint || firing.fingerprint().equals(event.fingerprint())) {
            return firing.fingerprint().equals(event.fingerprint());
        }
        Subject one = firing.subject();
        Subject other = event.subject();
        return agree(one.cluster(), other.cluster())
                && agree(one.jobId(), other.jobId())
                && agree(one.process(), other.process());
    }

    private static boolean agree(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /** Names a subject for a person. */
    static String name(Subject subject) {
        StringBuilder text = new StringBuilder(subject.cluster());
        for (String part :
                new String[] {subject.jobName() == null ? subject.jobId() : subject.jobName(), subject.process()}) {
            if (part != null && !part.isEmpty()) {
                text.append(text.isEmpty() ? "" : " / ").append(part);
            }
        }
        return text.isEmpty() ? "-" : text.toString();
    }
}
