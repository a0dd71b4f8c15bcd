package io.weir.rules.detector;

import io.weir.rules.rule.Text;

/**
 * Why a process ended, as far as the evidence goes.
 *
 * @param cause what its exit code means together with the evidence
 * @param advice what to do
 * @param evidence the log line it rests on; empty when there is none, and then the cause is not assessed
 */
record ExitVerdict(Text cause, Text advice, String evidence) {
    boolean isAssessed() {
        return !evidence.isEmpty();
    }
}
