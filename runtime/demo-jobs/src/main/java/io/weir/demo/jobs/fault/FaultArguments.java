package io.weir.demo.jobs.fault;

import java.io.Serializable;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The command line of a {@link FaultyJob}.
 *
 * @param afterSeconds how long the job is in good health, from when its tasks open
 * @param store {@code host:port} of the store that the sink writes to; empty for none
 * @param checkpoints URI of the folder of checkpoints; empty for the cluster's
 */
record FaultArguments(Fault fault, int afterSeconds, String store, String checkpoints) implements Serializable {
    private static final Set<String> KNOWN = Set.of("fault", "after", "store", "checkpoints");

    static FaultArguments parse(String... words) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            String name = words[i].startsWith("--") ? words[i].substring(2) : "";
            if (!KNOWN.contains(name) || i + 1 == words.length) {
                throw new IllegalArgumentException(
                        "unknown argument \"" + words[i] + "\"; write --fault NAME [--after SECONDS] ...");
            }
            given.put(name, words[i + 1]);
        }
        return new FaultArguments(
                Fault.of(given.getOrDefault("fault", "")),
                Integer.parseInt(given.getOrDefault("after", "15")),
                given.getOrDefault("store", ""),
                given.getOrDefault("checkpoints", ""));
    }

    InetSocketAddress storeAddress() {
        int colon = store.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("--store " + store + " is no host:port");
        }
        return new InetSocketAddress(store.substring(0, colon), Integer.parseInt(store.substring(colon + 1)));
    }
}
