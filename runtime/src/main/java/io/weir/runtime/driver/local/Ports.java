package io.weir.runtime.driver.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports of one process, by purpose. They are taken below the range that operating systems give to outgoing
 * connections: such a connection could sit on a remembered port while its process is being started again.
 */
final class Ports {
    static final String RPC = "rpc";
    static final String REST = "rest";
    static final String BLOB = "blob";
    static final String DATA = "data";
    static final String QUERY = "query";
    static final String METRICS = "metrics";

    static final List<String> OF_JOB_MANAGER = List.of(RPC, REST, BLOB, QUERY, METRICS);
    static final List<String> OF_TASK_MANAGER = List.of(RPC, DATA, QUERY, METRICS);

    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_000;
    private static final int PROBES = 10_000;

    private Ports() {}

    /**
     * Free ports for the purposes.
     *
     * @param taken ports promised to processes that may not listen yet; those found are added
     */
    static Map<String, Integer> allocate(List<String> purposes, Set<Integer> taken) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String purpose : purposes) {
            int port = probe(taken);
            taken.add(port);
            ports.put(purpose, port);
        }
        return ports;
    }

    private static int probe(Set<Integer> taken) {
        for (int tried = 0; tried < PROBES; tried++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            if (!taken.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on loopback between " + LOWEST + " and " + BEYOND);
    }

    static boolean areFree(Map<String, Integer> ports) {
        return ports.values().stream().allMatch(Ports::isFree);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
