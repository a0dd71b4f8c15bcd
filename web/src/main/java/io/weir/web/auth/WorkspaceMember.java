package io.weir.web.auth;

/** A member's role in a workspace. */
public record WorkspaceMember(String workspace, String username, String role) {}
