package io.weir.collector.discovery.file;

/** A target file that is not used, with the line at fault. */
final class FileFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    FileFault(int line, String message) {
        super(message);
        this.line = line;
    }

    /** From 1. */
    int line() {
        return line;
    }
}
