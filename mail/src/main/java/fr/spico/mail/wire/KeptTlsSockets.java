package fr.spico.mail.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/// [KeptSockets] for TLS. A TLS layer over a socket that is kept already (STARTTLS) is not kept:
/// deadlines and closing work on the socket below.
final class KeptTlsSockets extends SSLSocketFactory {

    private final SSLSocketFactory factory;
    private final KeptSocket kept;
    private final KeptSockets sockets;

    KeptTlsSockets(SSLSocketFactory factory, KeptSocket kept) {
        this.factory = factory;
        this.kept = kept;
        this.sockets = new KeptSockets(factory, kept);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean autoClose)
            throws IOException {
        return factory.createSocket(below, host, port, autoClose);
    }

    @Override
    public Socket createSocket() throws IOException {
        return kept.keep(factory.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return sockets.createSocket(host, port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return sockets.createSocket(host, port, localHost, localPort);
    }
}
