package io.weir.demo.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Knows which number comes next, writes each down, and fails when it is another one. */
final class BookKeeper extends KeyedProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1;

    private final String folder;
    private transient @Nullable ValueState<Long> next;

    BookKeeper(String folder) {
        this.folder = folder;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        next = getRuntimeContext().getState(new ValueStateDescriptor<>("next", Types.LONG));
        Files.createDirectories(Path.of(folder));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
        ValueState<Long> state = next;
        if (state == null) {
            throw new IllegalStateException("not opened");
        }
        Long expected = state.value();
        long wanted = expected == null ? context.getCurrentKey() * Counting.HALF : expected;
        if (number != wanted) {
            throw new IllegalStateException(
                    (number < wanted ? "doubled" : "lost") + ": expected " + wanted + ", got " + number);
        }
        state.update(number + 1);
        Files.writeString(
                Path.of(folder, "book-" + context.getCurrentKey() + ".txt"),
                number + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        out.collect(number);
    }
}
