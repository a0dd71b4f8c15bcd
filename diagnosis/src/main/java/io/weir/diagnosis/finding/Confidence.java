package io.weir.diagnosis.finding;

/** How sure a conclusion is, surest first. */
public enum Confidence {
    /** The evidence says it in so many words. */
    CERTAIN,
    /** The evidence fits this, and something else only by an odd coincidence. */
    LIKELY,
    /** The evidence fits this as well as something else. */
    POSSIBLE,
    /** There is no evidence; what is said is what is usual, and no verdict. */
    NOT_ASSESSED
}
