package io.weir.rules.notify.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses Weir sends to. Addresses that no receiver can have, and those at which clouds hand out credentials to whoever asks, are
 * refused always; loopback and private networks only where they are not allowed. Ranges: the registries of special-purpose addresses for
 * <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and
 * <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a>.
 *
 * @param privateNetworks whether loopback and private networks may be sent to
 */
public record AddressRules(boolean privateNetworks) {
    /** Private networks too: receivers on the premises work. */
    public static final AddressRules PRIVATE_ALLOWED = new AddressRules(true);

    private static final List<Range> NEVER = List.of(
            new Range("0.0.0.0/8", "an unspecified address"),
            new Range("169.254.0.0/16", "link-local, where clouds keep credentials"),
            new Range("100.100.100.200/32", "a cloud's metadata service"),
            new Range("168.63.129.16/32", "a cloud's metadata service"),
            new Range("192.0.0.0/24", "reserved, and a cloud's metadata service"),
            new Range("224.0.0.0/4", "multicast"),
            new Range("240.0.0.0/4", "reserved or broadcast"),
            new Range("::/128", "an unspecified address"),
            new Range("fe80::/10", "link-local"),
            new Range("fd00:ec2::254/128", "a cloud's metadata service"),
            new Range("fd20:ce::254/128", "a cloud's metadata service"),
            new Range("ff00::/8", "multicast"));

    private static final List<Range> PRIVATE = List.of(
            new Range("127.0.0.0/8", "this machine"),
            new Range("10.0.0.0/8", "a private network"),
            new Range("172.16.0.0/12", "a private network"),
            new Range("192.168.0.0/16", "a private network"),
            new Range("100.64.0.0/10", "a carrier's private network"),
            new Range("198.18.0.0/15", "a private network for measurements"),
            new Range("::1/128", "this machine"),
            new Range("fc00::/7", "a private network"),
            new Range("fec0::/10", "a private network"));

    /** Why an address is refused, for a person; null when it may be sent to. */
    public @Nullable String refusal(InetAddress address) {
        String refusal = refusalOf(address);
        if (refusal != null || !(address instanceof Inet6Address)) {
            return refusal;
        }
        Inet4Address inside = embedded(address.getAddress());
        String why = inside == null ? null : refusalOf(inside);
        return why == null ? null : address.getHostAddress() + " stands for " + why;
    }

    private @Nullable String refusalOf(InetAddress address) {
        for (Range range : NEVER) {
            if (range.holds(address)) {
                return address.getHostAddress() + ", which is " + range.what + "; Weir never sends there";
            }
        }
        if (!privateNetworks) {
            for (Range range : PRIVATE) {
                if (range.holds(address)) {
                    return address.getHostAddress() + ", which is " + range.what
                            + "; allow it by notifications.allow_private_networks: true";
                }
            }
        }
        return null;
    }

    /**
     * The IPv4 address that an IPv6 one leads to: IPv4-compatible and mapped ones, <a
     * href="https://www.rfc-editor.org/rfc/rfc6052">NAT64</a> and <a href="https://www.rfc-editor.org/rfc/rfc3056">6to4</a>.
     */
    private static @Nullable Inet4Address embedded(byte[] bytes) {
        if (startsWith(bytes, 0x20, 0x02)) {
            return v4(bytes, 2);
        }
        boolean nat64 = startsWith(bytes, 0x00, 0x64, 0xff, 0x9b);
        boolean mapped =
                zero(bytes, 0, 10) && (bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff || zero(bytes, 10, 12));
        boolean holdsOne = !zero(bytes, 12, 15);
        return nat64 || mapped && holdsOne ? v4(bytes, 12) : null;
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean zero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static Inet4Address v4(byte[] bytes, int from) {
        return (Inet4Address) address(Arrays.copyOfRange(bytes, from, from + 4));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** Addresses with the same first bits. */
    private static final class Range {
        private final byte[] first;
        private final int bits;
        private final String what;

        Range(String text, String what) {
            int slash = text.indexOf('/');
            try {
                // A literal is never looked up.
                this.first = InetAddress.getByName(text.substring(0, slash)).getAddress();
            } catch (UnknownHostException e) {
                throw new IllegalStateException(text + " is no range", e);
            }
            this.bits = Integer.parseInt(text.substring(slash + 1));
            this.what = what;
        }

        boolean holds(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
                if (((bytes[bit / 8] ^ first[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
