package io.weir.diagnosis.incident;

/** Whether an incident goes on. */
public enum IncidentState {
    OPEN,
    CLOSED,
    /** Part of another one. */
    MERGED
}
