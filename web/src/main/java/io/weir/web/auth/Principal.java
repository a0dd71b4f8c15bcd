package io.weir.web.auth;

/**
 * Who makes a request.
 *
 * @param byCookie whether a browser's cookie proves it; then a change needs proof that no other site asked for it
 */
public record Principal(String username, Role role, boolean byCookie) {}
