package io.weir.rules.notify.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that answers as a test wants, and hangs where it wants. */
final class ScriptedSmtp implements AutoCloseable {
    private final ServerSocket server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> clear = new CopyOnWriteArrayList<>();
    private final List<String> encrypted = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile String hang = "never";
    private volatile boolean startTls;

    ScriptedSmtp() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    ScriptedSmtp offeringStartTls() {
        startTls = true;
        return this;
    }

    /** What it says to lines that begin so. */
    void say(String to, String answer) {
        answers.put(to, answer);
    }

    /** From this line on it says nothing. */
    void hangAt(String line) {
        hang = line;
    }

    /** Lines that came in clear. */
    List<String> clear() {
        return clear;
    }

    /** Lines that came encrypted. */
    List<String> encrypted() {
        return encrypted;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket plain) {
        try {
            Socket socket = plain;
            List<String> log = clear;
            write(socket, "220 scripted ESMTP");
            BufferedReader in = reader(socket);
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (data && !line.equals(".")) {
                    continue;
                }
                data = false;
                log.add(line);
                if (line.startsWith(hang)) {
                    Thread.sleep(60_000);
                }
                String answer = scripted(line);
                if (answer == null) {
                    answer = usual(line, socket != plain);
                    data = line.equals("DATA");
                }
                write(socket, answer);
                if (line.equals("STARTTLS") && startTls) {
                    socket = secured(plain);
                    in = reader(socket);
                    log = encrypted;
                }
            }
        } catch (Exception e) {
            // The client left, or the test is over.
        }
    }

    private @Nullable String scripted(String line) {
        return answers.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private String usual(String line, boolean secure) {
        if (line.startsWith("EHLO")) {
            return startTls && !secure ? "250-scripted\r\n250 STARTTLS" : "250-scripted\r\n250 AUTH PLAIN LOGIN";
        }
        if (line.startsWith("AUTH")) {
            return "235 2.7.0 welcome";
        }
        return switch (line) {
            case "STARTTLS" -> "220 go ahead";
            case "DATA" -> "354 go ahead";
            default -> "250 2.0.0 fine";
        };
    }

    private static Socket secured(Socket plain) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        // GreenMail's own self-signed certificate.
        try (var in = DummySSLServerSocketFactory.class.getResourceAsStream("/greenmail.p12")) {
            store.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    private static void write(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
