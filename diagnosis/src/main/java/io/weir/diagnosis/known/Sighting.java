package io.weir.diagnosis.known;

import java.time.Instant;

/**
 * When and where an exception was seen.
 *
 * @param version of what ran: the deployment's version where there is one, else the job's id
 */
public record Sighting(Instant at, String cluster, String job, String jobId, String version) {}
