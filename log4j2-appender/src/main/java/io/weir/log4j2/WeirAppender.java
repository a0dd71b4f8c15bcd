package io.weir.log4j2;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.config.plugins.validation.constraints.Required;
import org.jspecify.annotations.Nullable;

/**
 * Sends log events to Weir. In {@code log4j.properties}: {@code appender.weir.type = Weir}, with {@code url}, {@code buffer} (a folder of
 * this process), and what shall stand with the lines: {@code cluster}, {@code namespace}, {@code deployment}, {@code run}, {@code process}.
 * Thread-safe; {@link #append} never waits for the disk or the network.
 */
@Plugin(name = "Weir", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE, printObject = true)
public final class WeirAppender extends AbstractAppender {
    private static final long LEAST_BUFFER = 64 * 1024;

    private final Shipping shipping;

    private WeirAppender(String name, @Nullable Filter filter, Shipping shipping) {
        super(name, filter, null, true, Property.EMPTY_ARRAY);
        this.shipping = shipping;
    }

    @Override
    public void append(LogEvent event) {
        String logger = event.getLoggerName();
        if (logger == null || !logger.startsWith("io.weir.log4j2")) {
            shipping.offer(EventJson.of(event));
        }
    }

    @Override
    public boolean stop(long timeout, TimeUnit unit) {
        setStopping();
        shipping.close(timeout > 0 ? unit.toMillis(timeout) : 2_000);
        setStopped();
        return true;
    }

    /** A builder for log4j. */
    @PluginBuilderFactory
    public static Builder newBuilder() {
        return new Builder();
    }

    /** What log4j sets by reflection, from the configuration. */
    public static final class Builder implements org.apache.logging.log4j.core.util.Builder<WeirAppender> {
        @PluginBuilderAttribute
        @SuppressWarnings("log4j.public.setter")
        @Required(message = "a Weir appender needs a name")
        private @Nullable String name;

        @PluginBuilderAttribute
        @SuppressWarnings("log4j.public.setter")
        @Required(message = "a Weir appender needs url, such as http://weir:8090")
        private @Nullable String url;

        @PluginBuilderAttribute
        @SuppressWarnings("log4j.public.setter")
        @Required(message = "a Weir appender needs buffer, a folder of its own")
        private @Nullable String buffer;

        @PluginBuilderAttribute
        @SuppressWarnings("log4j.public.setter")
        private long bufferBytes = 64L << 20;

        @PluginBuilderAttribute(sensitive = true)
        @SuppressWarnings("log4j.public.setter")
        private String token = "";

        @PluginBuilderAttribute
        @SuppressWarnings("log4j.public.setter")
        private String tokenFile = "";

        @PluginBuilderAttribute
        @SuppressWarnings("log4j.public.setter")
        private String cluster = "";

        @PluginBuilderAttribute
        @SuppressWarnings("log4j.public.setter")
        private String namespace = "";

        @PluginBuilderAttribute
        @SuppressWarnings("log4j.public.setter")
        private String deployment = "";

        @PluginBuilderAttribute
        @SuppressWarnings("log4j.public.setter")
        private String run = "";

        @PluginBuilderAttribute
        @SuppressWarnings("log4j.public.setter")
        private String process = "";

        @Override
        public @Nullable WeirAppender build() {
            if (name == null || url == null || buffer == null) {
                return null;
            }
            try {
                DiskBuffer disk =
                        DiskBuffer.open(Path.of(buffer).toAbsolutePath(), Math.max(LEAST_BUFFER, bufferBytes));
                String secret = tokenFile.isEmpty()
                        ? token
                        : Files.readString(Path.of(tokenFile), StandardCharsets.UTF_8)
                                .strip();
                return new WeirAppender(name, null, new Shipping(disk, new Delivery(address(disk.id()), secret)));
            } catch (IOException e) {
                LOGGER.error("Weir: the buffer {} or the token cannot be used; nothing is sent", buffer, e);
                return null;
            }
        }

        private String address(String sender) {
            String base = String.valueOf(url);
            StringBuilder address = new StringBuilder(base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                    .append("/api/v1/logs/push?sender=")
                    .append(sender);
            label(address, "cluster", cluster);
            label(address, "namespace", namespace);
            label(address, "deployment", deployment);
            label(address, "run", run);
            label(address, "process", process);
            return address.toString();
        }

        private static void label(StringBuilder address, String label, String value) {
            if (!value.isEmpty()) {
                address.append('&').append(label).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
    }
}
