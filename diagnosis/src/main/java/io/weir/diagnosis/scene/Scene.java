package io.weir.diagnosis.scene;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was captured, as its manifest tells.
 *
 * @param id sorts by time, and is a folder's name
 * @param takenAt when capturing began
 * @param eventIds of the events it was taken for, or that came within its cooldown; at most 50
 * @param parts what there is
 * @param missing what could not be had, and why: nothing that was tried is passed over in silence
 */
public record Scene(
        String id,
        Occasion occasion,
        Instant takenAt,
        State state,
        List<String> eventIds,
        List<Part> parts,
        List<Missing> missing) {
    /** How far it got. */
    public enum State {
        CAPTURING,
        COMPLETE,
        /** Weir ended while it was taken; what was captured until then is there. */
        INTERRUPTED
    }

    /** What a part is, and so how it is shown. */
    public enum Kind {
        LOG_LINES,
        THREAD_DUMP,
        FLAME_GRAPH,
        CHECKPOINTS,
        EXCEPTIONS,
        CONFIGURATION,
        METRICS,
        OUT,
        HS_ERR,
        GC_LOG,
        HEAP_DUMP,
        JFR,
        LOG_ARCHIVE
    }

    /**
     * One file.
     *
     * @param file its name in the scene's folder
     * @param process whose it is; empty when it is of the job or the cluster
     */
    public record Part(String file, Kind kind, String process, long bytes, Instant at) {}

    /**
     * What could not be captured.
     *
     * @param process whose it would have been; empty when of the job or the cluster
     * @param why for a person
     */
    public record Missing(Kind kind, String process, String why) {}

    public Scene {
        eventIds = List.copyOf(eventIds);
        parts = List.copyOf(parts);
        missing = List.copyOf(missing);
    }

    /** Of all its files. */
    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /** The part of a file's name. */
    public Optional<Part> part(String file) {
        return parts.stream().filter(part -> part.file().equals(file)).findFirst();
    }
}
