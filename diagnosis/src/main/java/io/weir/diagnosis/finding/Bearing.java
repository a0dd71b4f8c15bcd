package io.weir.diagnosis.finding;

/** What a finding has to do with the others on the same subject and time, what to read first before all else. */
public enum Bearing {
    /** It explains the others. */
    CAUSE,
    /** It was seen; what explains it may be another finding or unknown. */
    SYMPTOM,
    /** It happened because of another finding, and needs no action of its own. */
    CONSEQUENCE
}
