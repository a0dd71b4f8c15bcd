package io.weir.rules.event;

import io.weir.collector.database.Database;
import java.nio.file.Path;

/** The rules' tables in {@code weir.db}. */
public final class RulesDatabase {
    /** A storm's transaction is larger than what is usual. */
    private static final int CACHE_KIB = 16_000;

    private RulesDatabase() {}

    /** Opens them in the data folder, which must exist. */
    public static Database open(Path dataDirectory) {
        return Database.open(dataDirectory, "rules", CACHE_KIB);
    }
}
