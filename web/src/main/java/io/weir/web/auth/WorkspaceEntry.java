package io.weir.web.auth;

import java.time.Instant;

/** A workspace, by whom and when it was made. */
public record WorkspaceEntry(String name, String createdBy, Instant createdAt) {}
