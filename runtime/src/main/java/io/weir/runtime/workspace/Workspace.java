package io.weir.runtime.workspace;

import java.util.regex.Pattern;

/**
 * What deployments, artifacts and variables belong to. Who may do what in one is the API's to know.
 *
 * @param name small letters, digits and hyphens, at most 40
 */
public record Workspace(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    /** The one that there always is. */
    public static final String DEFAULT = "default";

    public Workspace {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a workspace's name is up to 40 small letters, digits and hyphens, such"
                    + " as orders; got \"" + name + "\"");
        }
    }
}
