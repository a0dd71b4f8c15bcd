package io.weir.demo.jobs.fault;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes each number to a store and waits for its answer, a byte. */
final class StoreSink implements Sink<Long> {
    private static final long serialVersionUID = 1;

    private final FaultArguments arguments;

    StoreSink(FaultArguments arguments) {
        this.arguments = arguments;
    }

    @Override
    public SinkWriter<Long> createWriter(WriterInitContext context) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(arguments.storeAddress());
        return new Writer(
                socket, new DataOutputStream(socket.getOutputStream()), new DataInputStream(socket.getInputStream()));
    }

    private record Writer(Socket socket, DataOutputStream to, DataInputStream from) implements SinkWriter<Long> {
        @Override
        public void write(Long number, Context context) throws IOException {
            to.writeLong(number);
            to.flush();
            from.readByte();
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
