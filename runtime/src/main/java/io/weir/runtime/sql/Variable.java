package io.weir.runtime.sql;

import io.weir.runtime.deployment.SpecException;
import java.time.Instant;

/**
 * A value for scripts, shared by all deployments of a workspace.
 *
 * @param hidden whether nobody may read the value back
 */
public record Variable(
        String workspace, String name, String value, boolean hidden, String description, String by, Instant at) {
    private static final int LONGEST = 10_000;

    public Variable {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,99}")) {
            throw new SpecException(
                    "name: \"" + name + "\" is no name of a variable; write letters, digits, _ . and -");
        }
        if (value.length() > LONGEST) {
            throw new SpecException("value: at most " + LONGEST + " characters, got " + value.length());
        }
        if (description.length() > 2000) {
            throw new SpecException("description: at most 2000 characters, got " + description.length());
        }
    }

    /** Says nothing of the value. */
    @Override
    public String toString() {
        return "Variable[" + name + (hidden ? ", hidden]" : "]");
    }
}
