package io.weir.web.app.data;

/** A data folder that cannot be used: the message says why and what to do, and is meant for a person. */
public final class DataFolderException extends RuntimeException {
    DataFolderException(String message) {
        super(message);
    }
}
