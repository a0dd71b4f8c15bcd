package io.weir.web.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the one certificate that a file holds, whoever signed it and whatever names it has: a command on Weir's own machine asks
 * at 127.0.0.1, for which no authority gives a certificate. Any other certificate is refused.
 */
final class CertificateOfFile extends X509ExtendedTrustManager {
    private final Path file;
    private final X509Certificate certificate;

    private CertificateOfFile(Path file, X509Certificate certificate) {
        this.file = file;
        this.certificate = certificate;
    }

    /** @throws CommandFailedException when the file cannot be read as a certificate */
    static SSLContext trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate first =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new CertificateOfFile(file, first)}, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailedException("Weir's certificate in " + file + " cannot be read (" + e
                    + "); run this as the user who runs Weir, or name Weir with --server and --token-file");
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0 || !chain[0].equals(certificate)) {
            throw new CertificateException(
                    "what answers serves another certificate than " + file + "; if that was renewed, reload Weir");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
