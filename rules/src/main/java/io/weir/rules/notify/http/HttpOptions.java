package io.weir.rules.notify.http;

import io.weir.collector.target.Authorization;
import io.weir.collector.target.TlsOptions;
import java.time.Duration;

/**
 * How a channel posts.
 *
 * @param timeout for a whole send, from the resolution of the name to the last byte of the answer
 * @param resolver what names mean; another than the machine's is for tests
 */
public record HttpOptions(
        Duration timeout, Authorization authorization, TlsOptions tls, AddressRules addresses, Resolver resolver) {
    /** Ten seconds, no credentials, the JDK's own authorities, private networks allowed. */
    public static final HttpOptions DEFAULTS = new HttpOptions(
            Duration.ofSeconds(10),
            Authorization.NONE,
            TlsOptions.DEFAULTS,
            AddressRules.PRIVATE_ALLOWED,
            Resolver.SYSTEM);

    public HttpOptions {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("the timeout of a send must be longer than none, got " + timeout);
        }
    }

    /** These, with another timeout. */
    public HttpOptions within(Duration other) {
        return new HttpOptions(other, authorization, tls, addresses, resolver);
    }

    /** These, by other rules of addresses. */
    public HttpOptions by(AddressRules rules) {
        return new HttpOptions(timeout, authorization, tls, rules, resolver);
    }

    /** These, with another meaning of names. */
    public HttpOptions resolving(Resolver other) {
        return new HttpOptions(timeout, authorization, tls, addresses, other);
    }
}
