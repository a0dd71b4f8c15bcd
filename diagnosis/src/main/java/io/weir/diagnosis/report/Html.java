package io.weir.diagnosis.report;

import java.util.List;

/** Builds a page; every text is redacted and escaped on its way in. For one thread. */
final class Html {
    private static final String STYLE =
            "body{font:14px/1.5 system-ui,sans-serif;max-width:1100px;margin:24px auto;padding:0 16px;color:#1c2430;background:#fff}"
                    + "h1{font-size:22px;line-height:1.3}h2{font-size:16px;margin-top:28px;border-bottom:1px solid #d8dee6}"
                    + "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:3px 10px 3px 0;border-bottom:1px solid #edf0f4}"
                    + "pre{background:#f5f7fa;padding:10px;overflow:auto;font-size:12px}.dim{color:#667}.bad{color:#b3261e}svg{width:100%;height:120px;background:#f5f7fa}"
                    + "@media(prefers-color-scheme:dark){body{background:#12161c;color:#dbe2ea}pre,svg{background:#1b212a}td,th,h2{border-color:#2b3440}}";

    private final StringBuilder page = new StringBuilder();

    Html(String title) {
        // No script, and nothing from elsewhere, whatever a log line says.
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(text(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n");
    }

    static String text(String raw) {
        return Redaction.of(raw)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    Html heading(int level, String title) {
        return element("h" + level, title);
    }

    Html paragraph(String content) {
        return element("p", content);
    }

    Html dim(String content) {
        page.append("<p class=\"dim\">").append(text(content)).append("</p>\n");
        return this;
    }

    Html pre(String content) {
        return element("pre", content);
    }

    private Html element(String name, String content) {
        page.append('<')
                .append(name)
                .append('>')
                .append(text(content))
                .append("</")
                .append(name)
                .append(">\n");
        return this;
    }

    Html table(List<String> head, List<List<String>> rows) {
        page.append("<table><thead><tr>");
        head.forEach(cell -> page.append("<th>").append(text(cell)).append("</th>"));
        page.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(text(cell)).append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</tbody></table>\n");
        return this;
    }

    /**
     * A line over time.
     *
     * @param points x and y from 0 to 1, the origin below
     * @param mark where the problem began, from 0 to 1
     */
    Html chart(String title, List<double[]> points, double mark) {
        page.append("<p>")
                .append(text(title))
                .append("</p><svg viewBox=\"0 0 1000 120\" preserveAspectRatio=\"none\"><line x1=\"");
        page.append((int) (mark * 1000)).append("\" x2=\"").append((int) (mark * 1000));
        page.append(
                "\" y1=\"0\" y2=\"120\" stroke=\"#b3261e\"/><polyline fill=\"none\" stroke=\"#2f6fb0\" stroke-width=\"2\" points=\"");
        points.forEach(point -> page.append(Math.round(point[0] * 1000))
                .append(',')
                .append(Math.round(115 - point[1] * 110))
                .append(' '));
        page.append("\"/></svg>\n");
        return this;
    }

    @Override
    public String toString() {
        return page + "</body></html>\n";
    }
}
