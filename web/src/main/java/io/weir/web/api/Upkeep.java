package io.weir.web.api;

import java.nio.file.Path;
import java.util.List;

/** What looking after Weir itself needs of the appliance around the API. */
public interface Upkeep {
    /** The configuration in force as YAML, with every secret masked. */
    String configuration();

    /** A text without secrets: those of the configuration by their values, others by their form. */
    String clean(String text);

    /** The data folder. */
    Path data();

    /** Reads anew what may change while Weir runs, such as its certificate; what is wrong, one sentence each. */
    List<String> reload();
}
