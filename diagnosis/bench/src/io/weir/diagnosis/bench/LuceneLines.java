package io.weir.diagnosis.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/** What people do with Lucene first: a document for each line, analysed, its text stored. It is durable at the end and not before. */
final class LuceneLines {
    private LuceneLines() {}

    /** Takes in the first {@code most} bytes of each file. */
    static Intake takeIn(Path raw, Path index, long most) throws IOException {
        var machine = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = machine.getProcessCpuTime();
        long bytes = 0;
        try (IndexWriter writer = new IndexWriter(
                        FSDirectory.open(index), new IndexWriterConfig(new StandardAnalyzer()).setRAMBufferSizeMB(64));
                Stream<Path> files = Files.walk(raw)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                long read = 0;
                try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    for (String line = lines.readLine(); line != null && read < most; line = lines.readLine()) {
                        read += line.length() + 1;
                        Document document = new Document();
                        document.add(new TextField("line", line, Field.Store.YES));
                        writer.addDocument(document);
                    }
                }
                bytes += read;
            }
            writer.commit();
        }
        return new Intake(bytes, (machine.getProcessCpuTime() - before) / 1e9, WeirLogs.size(index));
    }
}
