package io.weir.collector.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The pages of the trial: every captured one, some of them as OpenMetrics, and mutants of excerpts. */
final class TrialPages {
    private static final String ODD_BUT_GOOD = """
            # HELP a the help with \\ and "
            # TYPE a counter
            a{x="1",y="2"} 1
            a { x = "1\\n\\\\\\"" , y = "}" , } +Inf 1795000000000
            a\t{}\t-0.0
            b 1e-320
            b{} 2
            c{job="theirs",instance="i",trial="t",exported_trial="u"} NaN
            c_total 5
            # a comment
            histogram_bucket{le="+Inf"} 3
            histogram_sum 1.5
            # TYPE late untyped
            late 0.30000000000000004
            """;
    private static final String ODD_OPENMETRICS = """
            # TYPE a counter
            # UNIT a_seconds seconds
            # HELP a_seconds the help with \\n
            a_total{x="1"} 1 # {trace="abc"} 0.5 1795000000.123
            a_total{x="2"} 1 1795000000 # {} 1
            a_created{x="1"} 1795000000.5
            # TYPE state stateset
            state{state="on"} 1
            # TYPE build info
            build_info{version="1 \\" 2"} 1
            # TYPE g gaugehistogram
            g_bucket{le="1.0"} 3 # {trace="x",span="y"} 0.3
            g_gsum 5
            u{} NaN
            # EOF
            """;

    private final List<TrialPage> pages = new ArrayList<>();
    private final Random random;
    private final PageMutation mutation;

    TrialPages(long seed) {
        random = new Random(seed);
        mutation = new PageMutation(random);
    }

    List<TrialPage> pages() {
        return pages;
    }

    /** Every captured page as it is, and every fifth as OpenMetrics; gives them back as they are. */
    List<byte[]> addCaptured() throws IOException {
        List<byte[]> captured = new ArrayList<>();
        InputStream archive = Objects.requireNonNull(TrialPages.class.getResourceAsStream("/pages/captured.zip"));
        try (ZipInputStream in = new ZipInputStream(archive)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] page = in.readAllBytes();
                byte[] before = captured.isEmpty() ? page : captured.get(captured.size() - 1);
                captured.add(page);
                pages.add(new TrialPage(entry.getName(), PageFormat.TEXT, false, page, before));
                if (captured.size() % 5 == 0) {
                    byte[] open = openMetrics(page);
                    pages.add(new TrialPage(
                            entry.getName() + " (OpenMetrics)", PageFormat.OPENMETRICS, false, open, open));
                }
            }
        }
        return captured;
    }

    void addMutants(List<byte[]> captured, int text, int openMetrics) {
        byte[] odd = ODD_BUT_GOOD.getBytes(StandardCharsets.UTF_8);
        byte[] oddOpen = ODD_OPENMETRICS.getBytes(StandardCharsets.UTF_8);
        add("odd", PageFormat.TEXT, odd, odd);
        add("odd", PageFormat.OPENMETRICS, oddOpen, oddOpen);
        for (int i = 0; i < text; i++) {
            byte[] base = i % 3 == 0 ? odd : excerpt(captured.get(random.nextInt(captured.size())));
            add("mutant " + i, PageFormat.TEXT, mutation.mutate(base), base);
        }
        for (int i = 0; i < openMetrics; i++) {
            byte[] base = i % 2 == 0 ? oddOpen : openMetrics(excerpt(captured.get(random.nextInt(captured.size()))));
            add("mutant " + i, PageFormat.OPENMETRICS, mutation.mutate(base), base);
        }
    }

    /** Pages with times of their own near now, in the far past and in the far future. */
    void addTimed(Instant now, int count) {
        for (int i = 0; i < count; i++) {
            StringBuilder page = new StringBuilder();
            for (int line = 0; line < 8; line++) {
                long time = now.toEpochMilli()
                        + switch (random.nextInt(6)) {
                            case 0 -> -86_400_000L;
                            case 1 -> 86_400_000L;
                            case 2 -> -now.toEpochMilli();
                            default -> -random.nextInt(60_000);
                        };
                page.append("t")
                        .append(random.nextInt(12))
                        .append("{line=\"")
                        .append(line)
                        .append("\"} ");
                page.append(random.nextInt(9))
                        .append(random.nextInt(4) == 0 ? "" : " " + time)
                        .append('\n');
            }
            byte[] bytes = page.toString().getBytes(StandardCharsets.US_ASCII);
            pages.add(new TrialPage(
                    "timed " + i, PageFormat.TEXT, true, bytes, "# before\n".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** A page with what only we allow comes without it too, so that what else is on it is still compared. */
    private void add(String name, PageFormat format, byte[] page, byte[] before) {
        pages.add(new TrialPage(name, format, false, page, before));
        String text = new String(page, StandardCharsets.ISO_8859_1);
        String plain = text.replace("\r", "").replaceAll("(?m)^[ \t]+(?=[a-zA-Z_:])", "");
        if (!plain.equals(text)) {
            byte[] bytes = plain.getBytes(StandardCharsets.ISO_8859_1);
            pages.add(new TrialPage(name + " without what only we allow", format, false, bytes, before));
        }
    }

    private byte[] excerpt(byte[] page) {
        String[] lines = new String(page, StandardCharsets.ISO_8859_1).split("(?<=\n)");
        int from = random.nextInt(Math.max(1, lines.length - 12));
        int to = Math.min(lines.length, from + 4 + random.nextInt(8));
        return String.join("", List.of(lines).subList(from, to)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As an exporter would write the same in OpenMetrics. */
    private static byte[] openMetrics(byte[] page) {
        return (new String(page, StandardCharsets.ISO_8859_1)
                                .replace(",} ", "} ")
                                .replaceAll("(?m)^(# TYPE [^ ]+) untyped$", "$1 unknown")
                        + "# EOF\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
