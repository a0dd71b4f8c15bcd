package io.weir.web.api;

import io.weir.rules.event.Event;
import io.weir.rules.notify.LinkState;
import io.weir.rules.notify.link.LinkAction;
import java.util.List;

/** The page behind a link in a message: what it would do, or what came of it. Plain HTML, for phones and without a login. */
record LinkPage(boolean chinese) {
    private static final int MOST_SHOWN = 20;

    String html(LinkState state) {
        if (state instanceof LinkState.Open open) {
            return page(title(open.link().action()), confirm(open));
        }
        if (state instanceof LinkState.Done done) {
            String what = done.link().action() == LinkAction.ACKNOWLEDGE
                    ? say("Acknowledged.", "已确认。")
                    : say("Silenced until it is over.", "已静默，直至恢复。");
            return page(what, events(done.events()));
        }
        if (state instanceof LinkState.Used used) {
            String by = escape(used.use().by());
            return page(
                    say("This link was used already", "此链接已被使用"),
                    paragraph(say(
                            "By " + by + " at " + used.use().at() + ".",
                            "使用者：" + by + "，时间：" + used.use().at() + "。")));
        }
        if (state instanceof LinkState.Expired expired) {
            return page(
                    say("This link is too old", "此链接已过期"),
                    paragraph(say(
                            "It worked until " + expired.link().expiresAt() + ". Log in to Weir instead.",
                            "有效期至 " + expired.link().expiresAt() + "。请登录 Weir 处理。")));
        }
        if (state instanceof LinkState.Over) {
            return page(say("It is over already", "事件已恢复"), paragraph(say("There is nothing left to do.", "无需处理。")));
        }
        return page(
                say("There is no such link", "链接无效"),
                paragraph(say(
                        "It was cut off on its way, or its message is forgotten. Log in to Weir instead.",
                        "链接可能被截断，或对应消息已被清理。请登录 Weir 处理。")));
    }

    private String title(LinkAction action) {
        return action == LinkAction.ACKNOWLEDGE
                ? say("Acknowledge?", "确认此事件？")
                : say("Silence until it is over?", "静默至恢复？");
    }

    private String confirm(LinkState.Open open) {
        String what = open.link().action() == LinkAction.ACKNOWLEDGE
                ? say("It is not repeated and goes to nobody else; its end is told.", "不再重复通知，也不再升级；恢复时仍会通知。")
                : say("Nobody hears of it until it is over; its end is told.", "恢复前不再通知；恢复时仍会通知。");
        return events(open.events())
                + paragraph(what)
                + "<form method=\"post\"><label>"
                + say("Your name", "您的姓名")
                + " <input name=\"name\" maxlength=\"100\" autocomplete=\"name\"></label> <button>"
                + (open.link().action() == LinkAction.ACKNOWLEDGE ? say("Acknowledge", "确认") : say("Silence", "静默"))
                + "</button></form>";
    }

    private String events(List<Event> events) {
        StringBuilder list = new StringBuilder("<ul>");
        events.stream().limit(MOST_SHOWN).forEach(event -> list.append("<li><b>")
                .append(escape(event.rule()))
                .append("</b> ")
                .append(escape(summary(event)))
                .append("</li>"));
        if (events.size() > MOST_SHOWN) {
            int more = events.size() - MOST_SHOWN;
            list.append("<li>")
                    .append(say("and " + more + " more", "以及另外 " + more + " 个"))
                    .append("</li>");
        }
        return list.append("</ul>").toString();
    }

    private String summary(Event event) {
        return chinese ? event.annotations().getOrDefault("summary_zh", event.summary()) : event.summary();
    }

    private String say(String english, String inChinese) {
        return chinese ? inChinese : english;
    }

    private static String paragraph(String html) {
        return "<p>" + html + "</p>";
    }

    private String page(String title, String body) {
        return "<!doctype html><html lang=\"" + (chinese ? "zh" : "en") + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + title
                + " · Weir</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;"
                + "padding:0 1rem;color:#1a1d21;background:#fff}button{font:inherit;padding:.6rem 1.2rem}"
                + "input{font:inherit;padding:.5rem}@media(prefers-color-scheme:dark){body{color:#e6e8eb;"
                + "background:#14171a}}</style></head><body><h1>" + title + "</h1>" + body + "</body></html>";
    }

    /** Summaries hold what others wrote, such as job names and exceptions. */
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
