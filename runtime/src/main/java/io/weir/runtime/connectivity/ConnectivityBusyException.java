package io.weir.runtime.connectivity;

/** As many endpoints as may be are being tried; it is worth asking again in a moment. */
public final class ConnectivityBusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConnectivityBusyException(int most) {
        super(most + " connections are being tried, the most at a time; try again in a moment");
    }
}
