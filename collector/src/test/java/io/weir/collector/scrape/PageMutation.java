package io.weir.collector.scrape;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways in which a page goes wrong, or odd. Every choice comes from the given source of chance. */
final class PageMutation {
    private static final String[] NUMBERS = {
        "NaN",
        "nan",
        "-NaN",
        "+Inf",
        "-inf",
        "Infinity",
        "iNf",
        "infinit",
        "1e400",
        "-1e400",
        "1e-400",
        "-0",
        "-0.0",
        "0x10",
        "0x1p3",
        "1_000",
        "1d",
        "1f",
        ".5",
        "5.",
        ".",
        "+.5e-3",
        "1e",
        "1e+",
        "1E5",
        "--1",
        "+-1",
        "1.2.3",
        "0.1234567890123456789012345678901234567890",
        "1234567890123456789012345678901234567890",
        "4.9E-324",
        "2e-324",
        "9007199254740993",
        "1.7976931348623157E308",
        "1.7976931348623159E308",
        "0.30000000000000004",
        "1,5",
        "\u0661",
        "00000000000000000000000000000000001",
        "1e0000000000000000000001",
        "1e99999999999999999999",
        "0e99999",
        "",
        "null"
    };
    private static final String[] VALUES = {
        "",
        "\\\\",
        "\\\"",
        "\\n",
        "\\t",
        "\\\\n",
        "\\\\\\n",
        "a\nb",
        "}",
        "{",
        "} 5",
        "\u00fc",
        "\ud83d\ude00",
        "\t",
        "#",
        "a,b=\\\"c\\\"",
        "\\",
        "\u0000",
        "\\\u0000",
        "\r",
        "\r\n",
        "x".repeat(5000)
    };
    private static final String[] LINES = {
        "# HELP a text",
        "# HELP a",
        "# HELP",
        "# HELP ",
        "# HELP 9 x",
        "#HELP a x",
        "#\tHELP\ta\tx",
        "# TYPE a gauge",
        "# TYPE a",
        "# TYPE a gauge ",
        "# TYPE a  gauge",
        "# TYPE a\tcounter",
        "# TYPE a untyped",
        "# TYPE a unknown",
        "# TYPE a info",
        "# TYPE a Gauge",
        "# TYPE a gauge x",
        "# TYPE",
        "# UNIT a_seconds seconds",
        "# UNIT a seconds",
        "# EOF",
        "# EOF ",
        "#EOF",
        "#",
        "# ",
        "  # x",
        "# \\",
        "",
        " ",
        "\t",
        "\r",
        "a 1",
        "a{} 1",
        "a {} 1",
        "a{ } 1",
        "{} 1",
        "{a=\"b\"} 1",
        "a",
        "a ",
        "a\t1\t2",
        "a 1 2 3",
        "a{x=\"1\"}1",
        "a+5",
        "a-5",
        "a5",
        "a.5",
        "a{x=\"1\"y=\"2\"} 1",
        "a{x=\"1\",,} 1",
        "a{,} 1",
        "a{,x=\"1\"} 1",
        "a{x='1'} 1",
        "a{x=\"1\"",
        "a{x=\"1\",x=\"2\"} 1",
        "a{__name__=\"b\"} 1",
        "a{x:y=\"1\"} 1",
        "x:y 1",
        ":a 1",
        "_a 1",
        "9a 1",
        "a-b 1",
        "\u00fc 1",
        "a_total 1 # {id=\"1\"} 2",
        "a_total 1 # {id=\"1\"} 2 3.5",
        "a 1 # {} 2",
        "a_bucket{le=\"1\"} 1 5 # {id=\"1\",} 2",
        "a_total 1 # {id=\"1\"}",
        "a_total 1 # {id=\"1\",id=\"2\"} 1",
        "a 1 # x",
        "a_total 1 # {} NaN nan",
        "a 1 1.5",
        "a 1 1e3",
        "a 1 Inf",
        "a 1 -5",
        "a 1 99999999999999999999",
        "a 1 9223372036854775807",
        "a{job=\"x\"} 1",
        "a{job=\"x\",exported_job=\"y\"} 1",
        "a{exported_job=\"y\"} 1",
        "a{job=\"\"} 1",
        "down 5",
        "a{x=\"\"} 1",
        " a 1",
        "\ta 1",
        "<html>",
        "[]",
        "\"a\" 1",
        "a\u00a01",
        "\ufeffa 1",
        "a 1;",
        "a = 1"
    };
    private static final String ODD_BYTES = "{}\"\\,=#\n\r\t 0+-.eE_:'Nn\u0000\u007f\u00ff\u0080";

    private final Random random;

    PageMutation(Random random) {
        this.random = random;
    }

    byte[] mutate(byte[] page) {
        byte[] mutant = page;
        int steps = 1 + random.nextInt(3);
        for (int i = 0; i < steps; i++) {
            mutant = random.nextInt(3) == 0 ? bytes(mutant) : lines(mutant);
        }
        return mutant;
    }

    private byte[] bytes(byte[] page) {
        if (page.length == 0) {
            return page;
        }
        int at = random.nextInt(page.length);
        byte odd = (byte) ODD_BYTES.charAt(random.nextInt(ODD_BYTES.length()));
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(page, at);
            case 1 -> spliced(page, at, at + 1, new byte[] {odd});
            case 2 -> spliced(page, at, at, new byte[] {odd});
            case 3 -> spliced(page, at, Math.min(page.length, at + 1 + random.nextInt(20)), new byte[0]);
            default -> spliced(page, at, at + 1, new byte[] {(byte) (page[at] ^ 1 << random.nextInt(8))});
        };
    }

    private static byte[] spliced(byte[] page, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(page.length + between.length);
        out.write(page, 0, from);
        out.writeBytes(between);
        out.write(page, to, page.length - to);
        return out.toByteArray();
    }

    /** Works on ISO 8859-1, so that broken UTF-8 stays as broken as it is. */
    private byte[] lines(byte[] page) {
        String[] lines = new String(page, StandardCharsets.ISO_8859_1).split("(?<=\n)");
        int at = random.nextInt(lines.length);
        String line = lines[at];
        switch (random.nextInt(12)) {
            case 0 -> {
                int other = random.nextInt(lines.length);
                lines[at] = lines[other];
                lines[other] = line;
            }
            case 1 -> lines[at] = line + line;
            case 2 -> lines[at] = "";
            case 3 -> lines[at] = latin(one(LINES)) + "\n" + line;
            case 4 -> lines[at] = line.replaceAll(" [^ ]*\n$", ' ' + quoted(one(NUMBERS)) + '\n');
            case 5 -> lines[at] = line.replaceFirst("\"[^\"]*\"", '"' + quoted(one(VALUES)) + '"');
            case 6 -> lines[at] = spaced(line);
            case 7 ->
                lines[at] = line.replace("\n", " " + one(new String[] {"1", "1795000000000", "12x", "1.5"}) + "\n");
            case 8 -> lines[at] = line.replace("\n", "\r\n");
            case 9 -> lines[at] = line.replace(",}", "}");
            case 10 ->
                lines[at] =
                        line.replaceFirst("\\{", "{" + one(new String[] {"x=\"\",", "job=\"j\",", "x=\"1\" ", ","}));
            default ->
                lines[at] = line.replaceFirst("^[a-zA-Z_]+", one(new String[] {"a", "a:b", "a_total", "down", "9"}));
        }
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String spaced(String line) {
        List<String> marks = List.of("{", "}", ",", "=", "\"", " ");
        String mark = marks.get(random.nextInt(marks.size()));
        String blank = one(new String[] {" ", "\t", "  "});
        return random.nextBoolean() ? line.replace(mark, mark + blank) : line.replace(mark, blank + mark);
    }

    private String one(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String quoted(String text) {
        return java.util.regex.Matcher.quoteReplacement(latin(text));
    }
}
