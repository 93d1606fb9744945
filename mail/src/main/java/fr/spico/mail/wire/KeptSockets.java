package fr.spico.mail.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// Opens sockets as another factory does and keeps the one it opened.
final class KeptSockets extends SocketFactory {

    private final SocketFactory factory;
    private final KeptSocket kept;

    KeptSockets(SocketFactory factory, KeptSocket kept) {
        this.factory = factory;
        this.kept = kept;
    }

    @Override
    public Socket createSocket() throws IOException {
        return kept.keep(factory.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return kept.keep(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return kept.keep(factory.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return kept.keep(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return kept.keep(factory.createSocket(host, port, localHost, localPort));
    }
}
