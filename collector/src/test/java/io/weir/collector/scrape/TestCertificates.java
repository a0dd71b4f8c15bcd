package io.weir.collector.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates made by the JDK's keytool: authorities, and what they signed. */
public final class TestCertificates {
    private static final char[] PASSWORD = "for-tests-only".toCharArray();

    private final Path folder;

    public TestCertificates(Path folder) {
        this.folder = folder;
    }

    public void authority(String name) throws IOException, InterruptedException {
        keytool(name, "-genkeypair", "-dname", "CN=" + name, "-ext", "bc:c", "-validity", "365");
    }

    /**
     * A key and a certificate for it.
     *
     * @param names such as {@code DNS:tm.internal} or {@code IP:127.0.0.1}
     * @param validity how it is valid: {@code -startdate}, {@code -validity} and their values
     */
    public void signed(String name, String authority, String names, String... validity)
            throws IOException, InterruptedException, GeneralSecurityException {
        keytool(name, "-genkeypair", "-dname", "CN=" + name);
        Path request = folder.resolve(name + ".csr");
        Path certificate = folder.resolve(name + ".crt");
        keytool(name, "-certreq", "-file", request.toString());
        List<String> sign = new ArrayList<>(List.of(
                "-gencert", "-infile", request.toString(), "-outfile", certificate.toString(), "-ext", "san=" + names));
        sign.addAll(Arrays.asList(validity));
        keytool(authority, sign.toArray(String[]::new));
        complete(name, authority, certificate);
    }

    /** Puts the chain into the store of its key; every run of keytool would cost a second more. */
    private void complete(String name, String authority, Path certificate)
            throws IOException, GeneralSecurityException {
        KeyStore store = store(name);
        Certificate own;
        try (InputStream in = Files.newInputStream(certificate)) {
            own = CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        Certificate[] chain = {own, store(authority).getCertificate(authority)};
        store.setKeyEntry(name, store.getKey(name, PASSWORD), PASSWORD, chain);
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".p12"))) {
            store.store(out, PASSWORD);
        }
    }

    public Path certificatePem(String name, Path to) throws IOException, GeneralSecurityException {
        StringBuilder pem = new StringBuilder();
        KeyStore store = store(name);
        for (Certificate one : store.getCertificateChain(name)) {
            pem.append(pem("CERTIFICATE", one.getEncoded()));
        }
        return Files.writeString(to, pem);
    }

    public Path keyPem(String name, Path to) throws IOException, GeneralSecurityException {
        Key key = store(name).getKey(name, PASSWORD);
        return Files.writeString(to, pem("PRIVATE KEY", key.getEncoded()));
    }

    /** A server's context; with {@code clients} it wants a certificate of that authority from who connects. */
    public SSLContext server(String name, String clients) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(name), PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("ca", store(clients).getCertificate(clients));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore store(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private void keytool(String store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-keystore", folder.resolve(store + ".p12").toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        command.addAll(List.of("-alias", store, "-J-XX:TieredStopAtLevel=1"));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + ": " + Files.readString(folder.resolve("keytool.log")));
        }
    }
}
