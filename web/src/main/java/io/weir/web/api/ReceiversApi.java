package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.notify.ChannelAnswer;
import io.weir.rules.notify.ChannelLimit;
import io.weir.rules.notify.ChannelStatus;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.ReceiverDesk;
import io.weir.rules.notify.ReceiverStatus;
import io.weir.rules.notify.TooManyTestsException;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who can be told of events, and tests of it. */
final class ReceiversApi {
    private record LimitView(int messages, long perMs, long penaltyMs) {
        static @Nullable LimitView of(@Nullable ChannelLimit limit) {
            return limit == null
                    ? null
                    : new LimitView(
                            limit.messages(),
                            limit.per().toMillis(),
                            limit.penalty().toMillis());
        }
    }

    private record ChannelView(
            String channel,
            String kind,
            String address,
            boolean sendResolved,
            @Nullable LimitView limit,
            long giveUpAfterMs,
            long pending,
            @Nullable Instant lastSentAt,
            @Nullable Instant failingSince,
            int failures,
            @Nullable String lastError) {
        static ChannelView of(ChannelStatus status) {
            return new ChannelView(
                    status.channel(),
                    status.kind(),
                    status.address(),
                    status.sendResolved(),
                    LimitView.of(status.limit()),
                    status.giveUpAfter().toMillis(),
                    status.pending(),
                    status.lastSentAt(),
                    status.failingSince(),
                    status.failures(),
                    status.lastError());
        }
    }

    private record ReceiverView(String name, List<ChannelView> channels) {
        static ReceiverView of(ReceiverStatus receiver) {
            return new ReceiverView(
                    receiver.name(),
                    receiver.channels().stream().map(ChannelView::of).toList());
        }
    }

    private record AnswerView(String channel, String kind, String address, String outcome, String detail) {
        static AnswerView of(ChannelAnswer answer) {
            Delivery delivery = answer.delivery();
            String outcome = "refused";
            String detail = "";
            if (delivery instanceof Delivery.Delivered delivered) {
                outcome = "delivered";
                detail = delivered.answer();
            } else if (delivery instanceof Delivery.Retry retry) {
                outcome = "retry";
                detail = retry.cause();
            } else if (delivery instanceof Delivery.Refused refused) {
                detail = refused.cause();
            }
            return new AnswerView(answer.channel(), answer.kind(), answer.address(), outcome, detail);
        }
    }

    private final ReceiverDesk desk;
    private final AuditTrail audit;
    private final Clock clock;

    ReceiversApi(ReceiverDesk desk, AuditTrail audit, Clock clock) {
        this.desk = desk;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get(
                "/api/v1/receivers",
                context -> Answer.data(
                        context, desk.all().stream().map(ReceiverView::of).toList()));
        routes.post(Permission.EDIT_ALERTS, "/api/v1/receivers/{name}/test", this::test);
    }

    private void test(Context context) throws InterruptedException {
        String name = context.pathParam("name");
        Optional<List<AnswerView>> answers;
        try {
            answers = desk.test(name)
                    .map(list -> list.stream().map(AnswerView::of).toList());
        } catch (TooManyTestsException e) {
            throw ApiException.tooMany(String.valueOf(e.getMessage()));
        }
        audit.add(AuditNote.of(
                context,
                clock,
                "test receiver",
                name,
                answers.map(list -> list.stream()
                                .map(answer -> answer.channel() + " " + answer.outcome())
                                .collect(Collectors.joining(", ")))
                        .orElse("no such receiver")));
        Answer.data(context, answers.orElseThrow(() -> ApiException.notFound("there is no receiver " + name)));
    }
}
