package io.weir.runtime.sql.flink;

import java.io.IOException;

/** Flink's SQL gateway, ended with its standard input, so that it does not outlive Weir. */
public final class Gateway {
    private static final String GATEWAY = "org.apache.flink.table.gateway.SqlGateway";

    private Gateway() {}

    /** Takes the gateway's own arguments. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watching = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // Nothing is ever written; the end is what counts.
                        }
                    } catch (IOException e) {
                        // As good as an end.
                    }
                    Runtime.getRuntime().halt(0);
                },
                "weir-input");
        watching.setDaemon(true);
        watching.start();
        // By name: the gateway is in a folder of a distribution that not everybody has.
        Class.forName(GATEWAY).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }
}
