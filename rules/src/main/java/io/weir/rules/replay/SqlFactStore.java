package io.weir.rules.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Facts in {@code weir.db}. */
public final class SqlFactStore implements FactStore {
    private static final int AT_ONCE = 1000;

    private final Jdbi jdbi;

    /** @param jdbi on a database with the rules' tables */
    public SqlFactStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("INSERT INTO replay_fact (told_at, kind, cluster, bytes, content)"
                    + " VALUES (:toldAt, :kind, :cluster, :bytes, :content)");
            for (Fact fact : facts) {
                byte[] content = FactText.content(fact);
                batch.bind("toldAt", fact.toldAt().toEpochMilli())
                        .bind("kind", FactText.kind(fact))
                        .bind("cluster", FactText.cluster(fact))
                        .bind("bytes", content.length)
                        .bind("content", content)
                        .add();
            }
            batch.execute();
        });
    }

    private static Fact fact(RowView row) {
        return FactText.read(
                Instant.ofEpochMilli(row.getColumn("told_at", Long.class)),
                row.getColumn("kind", String.class),
                row.getColumn("cluster", String.class),
                row.getColumn("content", byte[].class));
    }

    @Override
    public List<Numbered> after(long number, Instant to, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM replay_fact WHERE seq > :number AND told_at <= :to ORDER BY seq LIMIT :limit")
                .bind("number", number)
                .bind("to", to.toEpochMilli())
                .bind("limit", limit)
                .reduceRows(new ArrayList<Numbered>(), (found, row) -> {
                    found.add(new Numbered(row.getColumn("seq", Long.class), fact(row)));
                    return found;
                }));
    }

    @Override
    public List<Fact> clustersBefore(Instant time) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM replay_fact WHERE seq IN (SELECT max(seq) FROM"
                                + " replay_fact WHERE kind IN ('seen', 'gone') AND told_at < :time GROUP BY cluster) ORDER BY seq")
                .bind("time", time.toEpochMilli())
                .reduceRows(new ArrayList<Fact>(), (found, row) -> {
                    found.add(fact(row));
                    return found;
                }));
    }

    @Override
    public long lastBefore(Instant time) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT coalesce(max(seq), 0) FROM replay_fact WHERE told_at < :time")
                        .bind("time", time.toEpochMilli())
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public Optional<Instant> oldest() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT told_at FROM replay_fact ORDER BY seq LIMIT 1")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
    }

    @Override
    public void prune(Instant before, long mostBytes) {
        int deleted;
        do {
            deleted = jdbi.withHandle(
                    handle -> handle.createUpdate("DELETE FROM replay_fact WHERE seq IN (SELECT seq FROM"
                                    + " replay_fact WHERE told_at < :before ORDER BY seq LIMIT :limit)")
                            .bind("before", before.toEpochMilli())
                            .bind("limit", AT_ONCE)
                            .execute());
        } while (deleted == AT_ONCE);
        while (bytes() > mostBytes) {
            int gone = jdbi.withHandle(handle -> handle.createUpdate("DELETE FROM replay_fact WHERE seq IN (SELECT seq"
                            + " FROM replay_fact ORDER BY seq LIMIT :limit)")
                    .bind("limit", 1 + AT_ONCE / 10)
                    .execute());
            if (gone == 0) {
                return;
            }
        }
    }

    private long bytes() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT coalesce(sum(bytes), 0) FROM replay_fact")
                .mapTo(Long.class)
                .one());
    }
}
