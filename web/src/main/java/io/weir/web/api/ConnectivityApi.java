package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.runtime.Runtime;
import io.weir.runtime.connectivity.Attempt;
import io.weir.runtime.connectivity.ConnectivityBusyException;
import io.weir.runtime.connectivity.Endpoint;
import io.weir.runtime.connectivity.Reach;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether hosted jobs could talk to something. */
final class ConnectivityApi {
    private static final int RETRY_SECONDS = 2;

    private record Asked(@Nullable String endpoint) {}

    private record AttemptView(String address, String outcome, long millis) {
        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.address(),
                    attempt.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    attempt.millis());
        }
    }

    private record ReachView(
            String endpoint,
            boolean reachable,
            List<String> addresses,
            long resolveMillis,
            @Nullable String unresolved,
            List<AttemptView> attempts) {
        static ReachView of(Reach reach) {
            return new ReachView(
                    reach.endpoint().toString(),
                    reach.isReachable(),
                    reach.addresses(),
                    reach.resolveMillis(),
                    reach.unresolved(),
                    reach.attempts().stream().map(AttemptView::of).toList());
        }
    }

    private final Runtime runtime;
    private final AuditTrail audit;
    private final Clock clock;

    ConnectivityApi(Runtime runtime, AuditTrail audit, Clock clock) {
        this.runtime = runtime;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.post(Permission.OPERATE_DEPLOYMENTS, "/api/v1/connectivity", this::reach);
    }

    private void reach(Context context) {
        Asked asked = JsonBody.read(context, Asked.class);
        String endpoint = asked == null ? null : asked.endpoint();
        if (endpoint == null) {
            throw ApiException.badData("endpoint: write a host, or a host and a port, such as kafka-1:9092");
        }
        // Whoever may both write a job and run it could find it out by one.
        Guard.require(context, Permission.EDIT_DEPLOYMENTS);
        try {
            ReachView reach = ReachView.of(runtime.connectivity().reach(Endpoint.parse(endpoint)));
            audit.add(AuditNote.of(context, clock, "try connection", reach.endpoint(), "ok"));
            Answer.data(context, reach);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("endpoint: " + e.getMessage());
        } catch (ConnectivityBusyException e) {
            throw ApiException.busy(String.valueOf(e.getMessage()), RETRY_SECONDS);
        }
    }
}
