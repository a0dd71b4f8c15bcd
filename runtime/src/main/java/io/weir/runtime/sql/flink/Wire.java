package io.weir.runtime.sql.flink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Questions to a planner and its answers, as bytes: Weir's side and Flink's are built together and share no library. */
public final class Wire {
    private static final int LONGEST = 16 << 20;
    private static final int MOST = 100_000;

    /**
     * @param plan whether a plan is wanted beside the verdict
     * @param lenient whether a script without a job is fine, and queries count as jobs
     * @param options what the script begins with
     * @param jars paths of files
     */
    public record Question(
            boolean plan, boolean lenient, Map<String, String> options, List<String> jars, String script) {
        public Question {
            options = Map.copyOf(options);
            jars = List.copyOf(jars);
        }
    }

    /**
     * @param messages Flink's own, outermost first
     * @param line of the statement
     * @param column of the statement
     */
    public record Fault(List<String> messages, int line, int column) {
        public Fault {
            messages = List.copyOf(messages);
        }
    }

    /** @param plan as Flink explains it, with a JSON tree at its end; empty when it was not wanted or cannot be made */
    public record Answer(List<Fault> faults, String plan) {
        public Answer {
            faults = List.copyOf(faults);
        }
    }

    private Wire() {}

    /** Strings as bytes. */
    public static byte[] bytes(List<String> strings) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        strings(new DataOutputStream(bytes), strings);
        return bytes.toByteArray();
    }

    /** The same back again. */
    public static List<String> strings(byte[] bytes) throws IOException {
        return strings(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    public static void write(DataOutputStream out, Question question) throws IOException {
        out.writeBoolean(question.plan());
        out.writeBoolean(question.lenient());
        Map<String, String> options = new TreeMap<>(question.options());
        strings(out, new ArrayList<>(options.keySet()));
        strings(out, new ArrayList<>(options.values()));
        strings(out, question.jars());
        string(out, question.script());
        out.flush();
    }

    static Question question(DataInputStream in) throws IOException {
        boolean plan = in.readBoolean();
        boolean lenient = in.readBoolean();
        List<String> keys = strings(in);
        List<String> values = strings(in);
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            options.put(keys.get(i), values.get(i));
        }
        return new Question(plan, lenient, options, strings(in), string(in));
    }

    static void write(DataOutputStream out, Answer answer) throws IOException {
        out.writeInt(answer.faults().size());
        for (Fault fault : answer.faults()) {
            strings(out, fault.messages());
            out.writeInt(fault.line());
            out.writeInt(fault.column());
        }
        string(out, answer.plan());
        out.flush();
    }

    public static Answer answer(DataInputStream in) throws IOException {
        List<Fault> faults = new ArrayList<>();
        int count = bounded(in.readInt(), MOST);
        for (int i = 0; i < count; i++) {
            faults.add(new Fault(strings(in), in.readInt(), in.readInt()));
        }
        return new Answer(faults, string(in));
    }

    private static void strings(DataOutputStream out, List<String> strings) throws IOException {
        out.writeInt(strings.size());
        for (String one : strings) {
            string(out, one);
        }
    }

    private static List<String> strings(DataInputStream in) throws IOException {
        int count = bounded(in.readInt(), MOST);
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strings.add(string(in));
        }
        return strings;
    }

    private static void string(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String string(DataInputStream in) throws IOException {
        byte[] bytes = new byte[bounded(in.readInt(), LONGEST)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int bounded(int length, int most) throws IOException {
        if (length < 0 || length > most) {
            throw new IOException("a length of " + length + " where at most " + most + " is possible");
        }
        return length;
    }
}
