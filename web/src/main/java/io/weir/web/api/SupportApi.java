package io.weir.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.target.TargetStatus;
import io.weir.rules.Rules;
import io.weir.rules.rule.RuleStatus;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Permission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who helps from afar needs to see of a Weir, as one archive of texts. Secrets are taken out twice: those of the configuration and of hidden variables by
 * their values, wherever they stand, and what else looks like one by its form.
 */
final class SupportApi {
    private static final int MOST_LOG = 4 << 20;
    private static final ObjectWriter PRETTY = Json.MAPPER.writerWithDefaultPrettyPrinter();
    private static final String README = """
            What this Weir tells of itself, for whoever helps with it.

            status.json         version, memory, loops
            detail.json         build, disk, queues
            weir.yaml           the configuration in force, secrets masked
            metrics.txt         its own metrics, as /metrics has them
            clusters.json       the clusters it watches, and whether they answer
            targets.json        what is scraped, and how that goes
            sinks.json          what samples are sent on to
            rules.json          rules and how their evaluation goes
            threads.txt         its threads
            weir.log            the end of its log

            Names of jobs, hosts and people are in it. What looks like a secret was taken out by value and by form: read it before you send it on.
            """;

    /** How a target is scraped holds credentials, so it is not told. */
    private record TargetLine(
            String cluster,
            String process,
            String url,
            String health,
            @Nullable Instant lastScrape,
            @Nullable String lastError) {
        static TargetLine of(TargetStatus status) {
            return new TargetLine(
                    status.target().cluster(),
                    status.target().process(),
                    status.target().url().toString(),
                    status.health().name(),
                    status.lastScrape(),
                    status.lastError());
        }
    }

    private record RuleLine(
            String name,
            String health,
            @Nullable Instant lastEvaluation,
            @Nullable String lastError) {
        static RuleLine of(RuleStatus status) {
            return new RuleLine(status.name(), status.health().name(), status.lastEvaluation(), status.lastError());
        }
    }

    private final Collector collector;
    private final Rules rules;
    private final Upkeep upkeep;
    private final SelfMetrics metrics;
    private final StatusDetail detail;
    private final Supplier<List<Loop>> loops;
    private final AuditTrail audit;
    private final Clock clock;

    SupportApi(
            Collector collector,
            Rules rules,
            Upkeep upkeep,
            SelfMetrics metrics,
            StatusDetail detail,
            Supplier<List<Loop>> loops,
            AuditTrail audit,
            Clock clock) {
        this.collector = collector;
        this.rules = rules;
        this.upkeep = upkeep;
        this.metrics = metrics;
        this.detail = detail;
        this.loops = loops;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get(Permission.EDIT_SYSTEM, "/api/v1/support", this::bundle);
    }

    private void bundle(Context context) {
        StatusDetail.View view = detail.view();
        Map<String, Supplier<String>> parts = new LinkedHashMap<>();
        parts.put("README.txt", () -> README);
        parts.put("status.json", () -> json(Map.of("at", clock.instant(), "loops", loops.get())));
        parts.put(
                "detail.json", () -> json(Map.of("build", view.build(), "disk", view.disk(), "queues", view.queues())));
        parts.put("weir.yaml", view::configuration);
        parts.put("metrics.txt", () -> SelfMetrics.text(metrics.readings()));
        parts.put("clusters.json", () -> json(collector.clusters()));
        parts.put(
                "targets.json",
                () -> json(collector.targets().stream().map(TargetLine::of).toList()));
        parts.put("sinks.json", () -> json(collector.sinks()));
        parts.put(
                "rules.json",
                () -> json(rules.rules().stream().map(RuleLine::of).toList()));
        parts.put("threads.txt", SupportApi::threads);
        parts.put("weir.log", () -> tail(upkeep.data().resolve("weir.log")));
        byte[] archive = archive(parts);
        audit.add(AuditNote.of(context, clock, "support", "bundle", "ok"));
        context.header("Content-Disposition", "attachment; filename=\"weir-support.zip\"")
                .contentType("application/zip")
                .result(archive);
    }

    private byte[] archive(Map<String, Supplier<String>> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
            for (Map.Entry<String, Supplier<String>> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(upkeep.clean(told(part.getValue())).getBytes(UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a bundle is made in memory", e);
        }
        return bytes.toByteArray();
    }

    /** A part that cannot be told must not cost the others: they may say why. */
    private static String told(Supplier<String> part) {
        try {
            return part.get();
        } catch (RuntimeException e) {
            return "this could not be told: " + e + "\n";
        }
    }

    private static String json(Object value) {
        try {
            return PRETTY.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName(), e);
        }
    }

    private static String threads() {
        StringBuilder text = new StringBuilder();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, 60)) {
            text.append('"')
                    .append(thread.getThreadName())
                    .append("\" ")
                    .append(thread.getThreadState())
                    .append('\n');
            for (StackTraceElement frame : thread.getStackTrace()) {
                text.append("    at ").append(frame).append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String tail(Path file) {
        if (!Files.isRegularFile(file)) {
            return "there is no log file\n";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - MOST_LOG);
            log.seek(from);
            byte[] bytes = new byte[(int) Math.min(MOST_LOG, log.length() - from)];
            log.readFully(bytes);
            String text = new String(bytes, UTF_8);
            // The first line may be cut, within a secret too, which nobody would find then.
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        } catch (IOException e) {
            return "the log cannot be read: " + e + "\n";
        }
    }
}
