package io.weir.runtime.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weir.runtime.sql.flink.HiddenValues;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A field of a row as it is told: without hidden values, and as a text where it is a number that a reader of JSON would round, as browsers do
 * (<a href="https://www.rfc-editor.org/rfc/rfc8259#section-6">RFC 8259, 6</a>).
 */
final class RowField {
    /** Beyond it not every whole number is a double. */
    private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);

    private RowField() {}

    /** A query can show what it was given; a value is found in a field as it is, not when it was computed with. */
    static JsonNode told(JsonNode field, HiddenValues hidden) {
        if (field.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            field.forEach(one -> list.add(told(one, hidden)));
            return list;
        }
        if (field.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            field.properties().forEach(one -> object.set(hidden.mask(one.getKey()), told(one.getValue(), hidden)));
            return object;
        }
        String text = field.isBigDecimal() ? field.decimalValue().toPlainString() : field.asText();
        String told = hidden.mask(text);
        return told.equals(text) && !wouldBeRounded(field) ? field : TextNode.valueOf(told);
    }

    private static boolean wouldBeRounded(JsonNode field) {
        if (field.isIntegralNumber()) {
            return field.bigIntegerValue().abs().compareTo(EXACT) > 0;
        }
        return field.isBigDecimal() && BigDecimal.valueOf(field.doubleValue()).compareTo(field.decimalValue()) != 0;
    }
}
