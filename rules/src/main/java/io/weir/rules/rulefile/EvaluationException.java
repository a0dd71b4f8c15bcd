package io.weir.rules.rulefile;

/** A rule that could not be evaluated; the message becomes its last error. */
final class EvaluationException extends RuntimeException {
    EvaluationException(String message) {
        super(message);
    }
}
