package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.runtime.Runtime;
import io.weir.runtime.distribution.DistributionAssembler;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.python.InterpreterCheck;
import org.jspecify.annotations.Nullable;

/** The interpreter that Python programs run by. */
final class PythonApi {
    private record CheckView(
            String interpreter,
            String flinkVersion,
            String verdict,
            @Nullable String python,
            @Nullable String pyflink,
            String message) {
        static CheckView of(InterpreterCheck check) {
            return new CheckView(
                    check.interpreter(),
                    check.flink().text(),
                    check.verdict().word(),
                    check.python(),
                    check.pyflink(),
                    check.message());
        }
    }

    private final Runtime runtime;

    PythonApi(Runtime runtime) {
        this.runtime = runtime;
    }

    void register(Routes routes) {
        routes.get("/api/v1/python", this::check);
    }

    private void check(Context context) {
        String version = Parameters.text(context, "flinkVersion");
        try {
            FlinkVersion flink =
                    version == null ? DistributionAssembler.versions().get(0) : new FlinkVersion(version);
            Answer.data(context, CheckView.of(runtime.pythons().check(flink)));
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("flinkVersion: " + e.getMessage());
        }
    }
}
