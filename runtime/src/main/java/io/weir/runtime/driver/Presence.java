package io.weir.runtime.driver;

import java.net.URI;

/** Whether a run's cluster is there. */
public sealed interface Presence {
    /** It is; its job can be asked for. */
    record There(URI rest) implements Presence {}

    /** It certainly is not. */
    record Gone(String why) implements Presence {}

    /** It cannot be told. */
    record Unknown(String why) implements Presence {}
}
