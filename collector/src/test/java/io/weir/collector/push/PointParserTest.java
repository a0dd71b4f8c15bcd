package io.weir.collector.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PointParserTest {
    @Test
    void escapesQuotesAndTypesAreRead() {
        Point point = PointParser.parse(
                "my\\ cpu\\,x,host=a\\=b,path=C:\\dir value=1i,load=-2.5e-1,on=t,off=F,text=\"a, \\\"b\\\"=c\",big=7u 1465839830100400200");

        assertThat(point.measurement()).isEqualTo("my cpu,x");
        assertThat(point.tags()).isEqualTo(Map.of("host", "a=b", "path", "C:\\dir"));
        assertThat(point.fields()).isEqualTo(Map.of("value", 1.0, "load", -0.25, "on", 1.0, "off", 0.0, "big", 7.0));
        assertThat(point.textFields()).isEqualTo(1);
        assertThat(point.time()).isEqualTo(1465839830100400200L);
    }

    @Test
    void timeMayBeMissing() {
        assertThat(PointParser.parse("cpu value=1").time()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpu",
                "cpu ",
                "cpu,host value=1",
                "cpu,host= value=1",
                "cpu,=a value=1",
                "cpu,a=1,a=2 value=1",
                "cpu value=",
                "cpu value",
                "cpu value=nan",
                "cpu value=1e",
                "cpu value=99999999999999999999i",
                "cpu value=\"open",
                "cpu value=1 soon",
                "cpu value=1 1 2",
                ",host=a value=1",
                "cpu value=1,",
                "cpu value=0x10"
            })
    void malformedLineIsRefused(String line) {
        assertThatThrownBy(() -> PointParser.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1i,1", "-3,-3", "+3,3", "1.,1", ".5,0.5", "1E3,1000", "true,1", "f,0"})
    void valuesAreRead(String written, double value) {
        assertThat(PointParser.parse("m v=" + written).fields()).isEqualTo(Map.of("v", value));
    }
}
