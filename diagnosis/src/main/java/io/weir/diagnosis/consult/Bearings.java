package io.weir.diagnosis.consult;

import io.weir.diagnosis.exit.ExitFindings;
import io.weir.diagnosis.fault.FirstFaults;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says which of several findings are consequences of others, and which say the same. */
final class Bearings {
    private static final Duration NEAR = Duration.ofMinutes(5);

    /** Signatures of what happens to others when a process is gone. */
    private static final Set<String> OF_A_LOSS = Set.of(
            "tm-lost",
            "heartbeat-timeout",
            "connection-refused",
            "akka-ask-timeout",
            "no-resource",
            "registration-timeout");

    private Bearings() {}

    /**
     * The findings with their bearings.
     *
     * @param normalEnds when processes ended as they should: what others say of that is no finding
     */
    static List<Finding> of(List<Finding> findings, List<Instant> normalEnds) {
        List<Finding> exits = findings.stream()
                .filter(each -> each.kind().equals(ExitFindings.KIND) && each.confidence() != Confidence.NOT_ASSESSED)
                .filter(each -> each.bearing() == Bearing.CAUSE)
                .toList();
        List<Finding> judged = new ArrayList<>();
        for (Finding each : findings) {
            if (OF_A_LOSS.contains(each.kind())
                    && normalEnds.stream().anyMatch(end -> follows(each, end))
                    && exits.stream().noneMatch(exit -> follows(each, exit.from()))) {
                continue;
            }
            judged.add(judged(each, exits, findings));
        }
        return judged;
    }

    private static Finding judged(Finding each, List<Finding> exits, List<Finding> all) {
        if (each.kind().equals(ExitFindings.KIND)) {
            return each;
        }
        boolean followsExit = exits.stream().anyMatch(exit -> follows(each, exit.from()));
        if (each.kind().equals(FirstFaults.KIND)) {
            // It looks like a consequence by its text; without what it follows from it is all there is.
            return each.bearing() == Bearing.CONSEQUENCE && !followsExit && !hasOther(each, all)
                    ? each.as(Bearing.CAUSE)
                    : each;
        }
        if (each.bearing() != Bearing.SYMPTOM) {
            return each;
        }
        if (followsExit && OF_A_LOSS.contains(each.kind())) {
            return each.as(Bearing.CONSEQUENCE);
        }
        return explained(each, all) ? each.as(Bearing.CONSEQUENCE) : each;
    }

    private static boolean follows(Finding each, Instant end) {
        return !each.from().isBefore(end.minus(Duration.ofSeconds(15)))
                && each.from().isBefore(end.plus(NEAR));
    }

    /** Another cause that began no later. */
    private static boolean hasOther(Finding each, List<Finding> all) {
        return all.stream()
                .anyMatch(other -> !other.equals(each)
                        && other.bearing() == Bearing.CAUSE
                        && !other.from().isAfter(each.from().plusSeconds(15)));
    }

    /** Whether a cause quotes what the symptom's line says. */
    private static boolean explained(Finding symptom, List<Finding> all) {
        String line = symptom.said().cause().en();
        return all.stream()
                .filter(other -> !other.equals(symptom) && other.bearing() == Bearing.CAUSE)
                .anyMatch(other -> other.said().title().en().contains(line)
                        || other.said().cause().en().contains(line));
    }
}
