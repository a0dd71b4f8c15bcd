package io.weir.web.auth;

import io.javalin.security.RouteRole;
import java.util.Locale;

/** What an account may do, least first. */
public enum Role implements RouteRole {
    /** Sees everything. */
    VIEWER,
    /** Sees and changes everything. */
    ADMIN;

    /** As in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when this role may do what {@code needed} may. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
