package io.weir.rules.notify.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What a host's name means now. May block. */
public interface Resolver {
    /** As this machine resolves names. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * At least one address.
     *
     * @throws UnknownHostException when the name means nothing
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
