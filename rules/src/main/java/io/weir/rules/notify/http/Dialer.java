package io.weir.rules.notify.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Connects to checked addresses only. The name is resolved once; if any of its addresses is refused, none is tried, since a name that means
 * such an address now means it on purpose. Certificates are checked against the name, and SNI carries it.
 */
final class Dialer {
    private final Origin origin;
    private final HttpOptions options;
    private final TlsSockets tls;

    Dialer(Origin origin, HttpOptions options) {
        this.origin = origin;
        this.options = options;
        this.tls = new TlsSockets(options.tls());
    }

    Connection connect(Deadline deadline) throws IOException, InterruptedException, GeneralSecurityException {
        Socket plain = dial(checked(deadline), deadline);
        boolean connected = false;
        try {
            Connection connection = origin.tls() ? secured(plain, deadline) : new Connection(plain, plain);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                plain.close();
            }
        }
    }

    private List<InetAddress> checked(Deadline deadline) throws IOException, InterruptedException {
        String fault = origin.fault();
        if (fault != null) {
            throw new ForbiddenAddressException(fault);
        }
        List<InetAddress> addresses = Lookups.resolve(options.resolver(), origin, deadline);
        for (InetAddress address : addresses) {
            String refusal = options.addresses().refusal(address);
            if (refusal != null) {
                throw new ForbiddenAddressException(origin.host() + " means " + refusal);
            }
        }
        if (addresses.isEmpty()) {
            throw new UnknownHostException("the name " + origin.name() + " means no address");
        }
        return addresses;
    }

    private Socket dial(List<InetAddress> addresses, Deadline deadline) throws IOException {
        IOException first = null;
        for (int i = 0; i < addresses.size(); i++) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                int share = Math.max(1, deadline.millisLeft() / (addresses.size() - i));
                // The address is as it was checked; its name is not looked up again.
                InetAddress address =
                        InetAddress.getByAddress(origin.name(), addresses.get(i).getAddress());
                socket.connect(new InetSocketAddress(address, origin.port()), share);
                return socket;
            } catch (IOException e) {
                socket.close();
                first = first == null ? e : first;
            }
        }
        throw first == null ? new UnknownHostException(origin.name()) : first;
    }

    private Connection secured(Socket plain, Deadline deadline) throws IOException, GeneralSecurityException {
        String name = options.tls().serverName() == null
                ? origin.name()
                : options.tls().serverName();
        Deadlines.Watched watched = Deadlines.SHARED.watch(plain, deadline.nanos());
        try {
            SSLSocket socket = (SSLSocket) tls.factory().createSocket(plain, name, origin.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(deadline.millisLeft());
            socket.startHandshake();
            return new Connection(plain, socket);
        } finally {
            Deadlines.SHARED.release(watched);
        }
    }
}
