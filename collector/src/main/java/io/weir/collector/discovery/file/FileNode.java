package io.weir.collector.discovery.file;

import java.util.List;

/** A part of a JSON or YAML document that knows its line, counted from 1. */
sealed interface FileNode {
    int line();

    /**
     * A single value.
     *
     * @param string false for a number, a boolean or a null of JSON
     */
    record Text(int line, String value, boolean string) implements FileNode {}

    /** A list. */
    record Items(int line, List<FileNode> items) implements FileNode {}

    /** Keys and values, in order; a key may occur twice. */
    record Fields(int line, List<Field> fields) implements FileNode {}

    /** One of them. */
    record Field(int line, String key, FileNode value) {}
}
