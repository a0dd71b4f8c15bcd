package io.weir.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.deployment.Words;
import java.util.Map;
import java.util.TreeMap;

/** Deployments as the audit trail keeps them, before and after a change. */
final class DeploymentTrail {
    private DeploymentTrail() {}

    /** What people edit of a deployment, as the audit trail keeps it. */
    record Edited(String folder, Map<String, String> labels, String description, JsonNode spec) {
        static Edited of(Deployment deployment) {
            return new Edited(
                    deployment.folder(),
                    new TreeMap<>(deployment.labels()),
                    deployment.description(),
                    SpecJson.write(deployment.draft()));
        }
    }

    /** What is wanted of a deployment, as the audit trail keeps it. */
    record Wished(String desired, int version, String restore, String state) {
        static Wished of(Deployment deployment) {
            return new Wished(
                    Words.of(deployment.wish().state()),
                    deployment.wish().version(),
                    Words.of(deployment.wish().restore().from()),
                    Words.of(deployment.status().state()));
        }
    }
}
