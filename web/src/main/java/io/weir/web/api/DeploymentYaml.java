package io.weir.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.SpecJson;
import java.util.TreeMap;

/** A deployment's draft as a file of YAML, which makes the same deployment again where it is applied. */
final class DeploymentYaml {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());

    private DeploymentYaml() {}

    static String write(Deployment deployment) {
        ObjectNode file = YAML.createObjectNode().put("name", deployment.name());
        if (!deployment.folder().isEmpty()) {
            file.put("folder", deployment.folder());
        }
        if (!deployment.labels().isEmpty()) {
            file.set("labels", YAML.valueToTree(new TreeMap<>(deployment.labels())));
        }
        if (!deployment.description().isEmpty()) {
            file.put("description", deployment.description());
        }
        file.set("spec", SpecJson.write(deployment.draft()));
        try {
            return YAML.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a deployment cannot be written as YAML", e);
        }
    }
}
