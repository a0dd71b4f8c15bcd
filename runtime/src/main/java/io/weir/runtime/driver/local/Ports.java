package io.weir.runtime.driver.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loopback ports of one process, by purpose. */
final class Ports {
    static final String RPC = "rpc";
    static final String REST = "rest";
    static final String BLOB = "blob";
    static final String DATA = "data";
    static final String QUERY = "query";
    static final String METRICS = "metrics";

    static final List<String> OF_JOB_MANAGER = List.of(RPC, REST, BLOB, QUERY, METRICS);
    static final List<String> OF_TASK_MANAGER = List.of(RPC, DATA, QUERY, METRICS);

    private Ports() {}

    /**
     * Free ports for the purposes.
     *
     * @param taken ports promised to others that may not listen yet
     */
    static Map<String, Integer> allocate(List<String> purposes, Set<Integer> taken) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            Map<String, Integer> ports = new LinkedHashMap<>();
            for (String purpose : purposes) {
                int port;
                do {
                    // Every socket is held to the end, else the kernel may hand out one port twice.
                    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    held.add(socket);
                    port = socket.getLocalPort();
                } while (taken.contains(port));
                ports.put(purpose, port);
            }
            taken.addAll(ports.values());
            return ports;
        } catch (IOException e) {
            throw new IllegalStateException("no free port on loopback: " + e.getMessage(), e);
        } finally {
            for (ServerSocket socket : held) {
                close(socket);
            }
        }
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

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a probe socket cannot be closed: " + e.getMessage(), e);
        }
    }
}
