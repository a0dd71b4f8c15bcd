package io.weir.collector.scrape;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a host of a URL is this machine, as far as that can be told without asking a name server. Thread-safe. */
final class ThisMachine {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");
    private static final int MOST_REMEMBERED = 10_000;
    private static final Map<String, Boolean> REMEMBERED = new ConcurrentHashMap<>();

    private ThisMachine() {}

    static boolean has(@Nullable String host) {
        if (host == null || host.equalsIgnoreCase("localhost")) {
            return host != null;
        }
        if (!ADDRESS.matcher(host).matches()) {
            return false;
        }
        if (REMEMBERED.size() > MOST_REMEMBERED) {
            REMEMBERED.clear();
        }
        return REMEMBERED.computeIfAbsent(host, ThisMachine::isOwn);
    }

    private static boolean isOwn(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed.isLoopbackAddress() || NetworkInterface.getByInetAddress(parsed) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
