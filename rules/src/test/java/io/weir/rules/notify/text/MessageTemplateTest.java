package io.weir.rules.notify.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.rules.notify.Message;
import io.weir.rules.notify.TestingMessages;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 43: what others write is shown, and does nothing. */
class MessageTemplateTest {
    private static final TextOptions ENGLISH = new TextOptions(Language.EN, ZoneId.of("UTC"));

    private static String render(String template, Markup markup, Message message) {
        return MessageTemplate.of(template, markup).render(Facts.of(message, ENGLISH, 10));
    }

    @Test
    void templatesWithinValuesAreTexts() {
        Message message = TestingMessages.of(TestingMessages.hostile("{{title}} ${7*7} #{7*7} <#if x> *{T(Runtime)}"));
        assertThat(render("{{#events}}{{summary}}{{/events}}", Markup.PLAIN, message))
                .isEqualTo("{{title}} ${7*7} #{7*7} <#if x> *{T(Runtime)}");
    }

    @Test
    void thereIsNoWayAroundEscaping() {
        Message message = TestingMessages.of(TestingMessages.hostile("<b>&"));
        for (String template : new String[] {
            "{{#events}}{{{summary}}}{{/events}}",
            "{{#events}}{{&summary}}{{/events}}",
            "{{=<% %>=}}<%#events%><%&summary%><%/events%>"
        }) {
            assertThat(render(template, Markup.HTML, message)).as(template).isEqualTo("&lt;b&gt;&amp;");
        }
    }

    @Test
    void objectsAreOutOfReach() {
        // Where a library looked into objects, these would be a class and a size.
        assertThat(MessageTemplate.of("{{labels.class}}{{labels.size}}{{id.length}}{{events.class}}", Markup.PLAIN)
                        .render(Map.of("labels", Map.of(), "id", "x", "events", List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{> other}}",
                "{{< layout}}{{/layout}}",
                "{{no_such_name}}",
                "{{#events}}",
                "{{ .CommonLabels.alertname }}",
                "{{ template \"x\" . }}",
                "{{ range .Alerts }}x{{ end }}"
            })
    void templatesThatCannotWorkAreRefused(String template) {
        assertThatThrownBy(() -> MessageTemplate.of(template, Markup.PLAIN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void labelsAndAnnotationsAreReachedByName() {
        assertThat(render(
                        "{{common_labels.cluster}} {{#events}}{{labels.job_name}} {{annotations.nothing}}{{/events}}",
                        Markup.PLAIN,
                        TestingMessages.firing()))
                .isEqualTo("prod orders ");
    }

    @Test
    void directionMarksAndControlCharactersAreLeftOut() {
        Message message = TestingMessages.of(TestingMessages.hostile("a\u202eb\u0007c\u0000d\ud800e"));
        assertThat(render("{{#events}}{{summary}}{{/events}}", Markup.PLAIN, message))
                .isEqualTo("abcde");
    }

    @Test
    void cutsAreBetweenCharacters() {
        assertThat(Cut.bytes("汉字汉字", 9)).isEqualTo("汉字...");
        assertThat(Cut.bytes("汉字汉字", 8)).isEqualTo("汉...");
        assertThat(Cut.bytes("😀😀", 7)).isEqualTo("😀...");
        assertThat(Cut.bytes("汉字", 6)).isEqualTo("汉字");
        assertThat(Cut.chars("ab😀cd", 6)).isEqualTo("ab😀cd");
        assertThat(Cut.chars("ab😀cdef", 6)).isEqualTo("ab...");
    }
}
