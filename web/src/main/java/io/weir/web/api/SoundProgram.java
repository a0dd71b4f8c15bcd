package io.weir.web.api;

import io.weir.runtime.Runtime;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.DeploymentVersion;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.distribution.DistributionException;
import io.weir.runtime.sql.SqlBusyException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is asked about a program before it is started: the planner about a script, the interpreter about a Python program. */
final class SoundProgram {
    private static final Logger LOG = LoggerFactory.getLogger(SoundProgram.class);

    private SoundProgram() {}

    /** A program that cannot run must not be what a running job is stopped for. */
    static void require(Runtime runtime, String name, @Nullable Integer version) {
        List<DeploymentVersion> versions = runtime.deployments().versions(name);
        DeploymentSpec spec = versions.stream()
                .filter(one -> version == null || one.number() == version)
                .map(DeploymentVersion::spec)
                .findFirst()
                .orElse(null);
        if (spec == null) {
            return;
        }
        runtime.pythons().require(spec);
        if (spec.program() instanceof Program.Sql) {
            script(runtime, name, spec);
        }
    }

    private static void script(Runtime runtime, String name, DeploymentSpec spec) {
        try {
            String workspace = runtime.deployments().get(name).workspace();
            List<String> faults =
                    runtime.scripts().check(workspace, runtime.versionOf(spec), spec, false, false).faults().stream()
                            .map(fault -> "sql.script: line " + fault.place().line() + ", column "
                                    + fault.place().column() + ": " + fault.message())
                            .toList();
            if (!faults.isEmpty()) {
                throw new SpecException(faults);
            }
        } catch (SqlBusyException e) {
            throw ApiException.busy(String.valueOf(e.getMessage()), SqlApi.RETRY_SECONDS);
        } catch (IOException e) {
            if (e.getCause() instanceof DistributionException) {
                // What it would run with cannot be had either, so nothing is stopped for it.
                throw ApiException.busy(String.valueOf(e.getMessage()), SqlApi.RETRY_SECONDS);
            }
            LOG.warn("The script of {} is started without a check: {}", name, e.getMessage());
        }
    }
}
