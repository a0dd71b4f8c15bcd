package io.weir.runtime.distribution;

/** A distribution that cannot be had: the message names the artifact and the reason. */
public final class DistributionException extends RuntimeException {
    public DistributionException(String message, Throwable cause) {
        super(message, cause);
    }

    public DistributionException(String message) {
        super(message);
    }
}
