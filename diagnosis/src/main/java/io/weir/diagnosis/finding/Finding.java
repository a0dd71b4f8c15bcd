package io.weir.diagnosis.finding;

import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A conclusion with its evidence and advice.
 *
 * @param id the same whenever the same is found again, 16 hex digits
 * @param kind what kind of conclusion it is, in kebab case: {@code exit}, {@code first-fault}, {@code backpressure} ..., or the id of a
 *     signature
 * @param subject what it is about
 * @param confidence {@link Confidence#NOT_ASSESSED} when there is no evidence
 * @param evidence most telling first; empty only when nothing was assessed
 * @param from when what was found began
 * @param until when it was last seen; not before {@code from}
 */
public record Finding(
        String id,
        String kind,
        Subject subject,
        Bearing bearing,
        Confidence confidence,
        Severity severity,
        Said said,
        List<Evidence> evidence,
        Instant from,
        Instant until) {
    /** What a person should read first: causes before consequences, then what is surer, worse, earlier. */
    public static final Comparator<Finding> FIRST_TO_READ = Comparator.comparing(Finding::bearing)
            .thenComparing(Finding::confidence)
            .thenComparing(Finding::severity, Comparator.reverseOrder())
            .thenComparing(Finding::from)
            .thenComparing(Finding::id);

    private static final int ID_BYTES = 8;

    public Finding {
        evidence = List.copyOf(evidence);
        if (evidence.isEmpty() && confidence != Confidence.NOT_ASSESSED) {
            throw new IllegalArgumentException("the finding " + kind + " is " + confidence + " without evidence");
        }
        if (until.isBefore(from)) {
            throw new IllegalArgumentException(
                    "the finding " + kind + " ends before it begins: " + from + ", " + until);
        }
    }

    /** This finding with another bearing. */
    public Finding as(Bearing newBearing) {
        return new Finding(id, kind, subject, newBearing, confidence, severity, said, evidence, from, until);
    }

    /**
     * The id of a finding.
     *
     * @param key what tells it apart from others of its kind on its subject, such as the moment of an exit
     */
    public static String id(String kind, Subject subject, String key) {
        String whole = String.join(
                "\n",
                kind,
                subject.cluster(),
                String.valueOf(subject.jobId()),
                String.valueOf(subject.process()),
                String.valueOf(subject.vertexId()),
                key);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
