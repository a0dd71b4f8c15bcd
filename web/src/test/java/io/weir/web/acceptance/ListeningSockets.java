package io.weir.web.acceptance;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The TCP sockets a process listens on, from Linux' {@code /proc}: see <a
 * href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>.
 */
final class ListeningSockets {
    private static final String LISTEN = "0A";

    private ListeningSockets() {}

    /** Addresses in the kernel's hexadecimal notation, such as {@code 0100007F:1F9A}, of all that is not loopback. */
    static Set<String> beyondLoopback(long pid) throws IOException {
        Set<String> addresses = new TreeSet<>();
        for (String[] socket : listening(pid)) {
            if (!isLoopback(socket[0])) {
                addresses.add(socket[0]);
            }
        }
        return addresses;
    }

    /** How many TCP sockets it listens on. */
    static int count(long pid) throws IOException {
        return listening(pid).size();
    }

    private static List<String[]> listening(long pid) throws IOException {
        Set<String> inodes = socketInodes(pid);
        List<String[]> sockets = new java.util.ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTEN) && inodes.contains(fields[9])) {
                    sockets.add(new String[] {fields[1], fields[9]});
                }
            }
        }
        return sockets;
    }

    private static Set<String> socketInodes(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                String link;
                try {
                    link = Files.readSymbolicLink(file).toString();
                } catch (IOException e) {
                    continue; // Closed since the folder was listed.
                }
                if (link.startsWith("socket:[")) {
                    inodes.add(link.substring("socket:[".length(), link.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static boolean isLoopback(String address) {
        String host = address.substring(0, address.indexOf(':'));
        if (host.length() == 8) {
            return host.endsWith("7F"); // 127.0.0.0/8, little endian.
        }
        boolean mappedLoopback = host.startsWith("0000000000000000FFFF0000") && host.endsWith("7F");
        return mappedLoopback || host.equals("00000000000000000000000001000000");
    }
}
