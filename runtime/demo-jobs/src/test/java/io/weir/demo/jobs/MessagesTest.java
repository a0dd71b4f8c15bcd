package io.weir.demo.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    /** The second half of the numbers goes to the second subtask. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 12_345, 500_000_000_000L, 999_999_999_999L})
    void everyNumberMakesARecordThatParses(long number) {
        assertThat(Order.parse(Order.message(number)).id()).isEqualTo(number);
        assertThat(Order.parse(Order.message(number)).customer()).matches("customer-\\d+");
        assertThat(Payment.parse(Payment.message(number)).account()).matches("account-\\d+");
        assertThat(Payment.parse(Payment.message(number)).cents()).isPositive();
        assertThat(StockMovement.parse(StockMovement.message(number)).sku()).matches("sku-\\d+");
    }

    @Test
    void unknownArgumentsAreRefusedWithTheRightOnes() {
        assertThat(Arguments.parse("--drills", "x").drills()).isEqualTo("x");
        assertThat(Arguments.parse().drills()).isNull();
        assertThatThrownBy(() -> Arguments.parse("--drill")).hasMessageContaining("write --drills <dir>");
    }
}
