package io.weir.diagnosis.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Values of fields, and words of the newest records, in OpenSearch. */
record OpenSearchVocabulary(OpenSearchSearch search) implements Vocabulary {
    private static final int NEWEST = 50;
    private static final int LONGEST_WORD = 60;

    @Override
    public Collection<String> values(QueryField field, String typed) throws IOException {
        Set<String> values = search.of(field.name().toLowerCase(Locale.ROOT)).orElse(Set.of());
        return new TreeSet<>(values)
                .stream()
                        .filter(value -> value.toLowerCase(Locale.ROOT).contains(typed))
                        .toList();
    }

    @Override
    public Collection<String> words(String typed) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("size", NEWEST).put("track_total_hits", false);
        body.putArray("_source").add("message");
        body.putArray("sort").addObject().put(OpenSearchDocument.AT, "desc");
        body.putObject("query").putObject("prefix").put(OpenSearchDocument.TERMS, typed);
        Set<String> words = new TreeSet<>();
        for (JsonNode hit : search.ask(body).path("hits").path("hits")) {
            for (String token :
                    Tokenizer.tokens(hit.path("_source").path("message").asText())) {
                if (token.startsWith(typed) && token.length() < LONGEST_WORD) {
                    words.add(token);
                }
            }
        }
        return words;
    }
}
