package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A token in a file, read for each request: Kubernetes replaces the tokens of service accounts within the hour. */
record TokenFile(Path file) implements OAuthTokenProvider {
    @Override
    public String getToken() {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the token file " + file + " cannot be read: " + e, e);
        }
    }
}
