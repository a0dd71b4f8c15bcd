package io.weir.web.app;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where this Weir is installed: the folder that holds {@code lib/} and {@code demo/}. */
public final class Home {
    private Home() {}

    /** The folder the launcher names, else the one above the jar this class is from. */
    public static Path folder() {
        String named = System.getProperty("weir.home");
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        CodeSource source = Home.class.getProtectionDomain().getCodeSource();
        try {
            Path jar =
                    source == null ? Path.of("") : Path.of(source.getLocation().toURI());
            Path lib = jar.toAbsolutePath().getParent();
            return lib == null || lib.getParent() == null ? Path.of("").toAbsolutePath() : lib.getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of this class is no path: " + e.getInput(), e);
        }
    }
}
