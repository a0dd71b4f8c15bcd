package io.weir.runtime.driver.local;

import java.net.URI;
import java.util.List;

/**
 * A hosted cluster.
 *
 * @param rest its JobManager's REST address
 */
public record LocalCluster(String name, URI rest, List<HostedProcess> processes) {
    public LocalCluster {
        processes = List.copyOf(processes);
    }
}
