package fr.spico.mail.wire;

import fr.spico.mail.Operator;
import fr.spico.mail.Operator.Endpoint;
import fr.spico.mail.Operator.Security;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/// Angus Mail's settings for one endpoint of an operator. Every socket has a deadline for
/// connecting, reading and writing; server identity is always checked.
public final class WireSettings {

    /// Closes sockets whose peer stops reading; one daemon thread for the whole process.
    private static final ScheduledExecutorService WRITE_DEADLINES =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("mail-write-deadlines").factory());

    private final Operator operator;
    private final Endpoint endpoint;
    private final SSLSocketFactory tls;

    /// @throws IllegalStateException when the operator's trust store cannot be read
    public WireSettings(Operator operator, Endpoint endpoint) {
        this.operator = operator;
        this.endpoint = endpoint;
        this.tls = Trust.socketFactory(operator.trustStore());
    }

    /// @param protocol `imap` or `smtp`, the prefix of Angus Mail's keys
    public Properties properties(String protocol) {
        Properties p = new Properties();
        String prefix = "mail." + protocol + ".";
        String millis = Long.toString(operator.timeout().toMillis());
        p.setProperty(prefix + "host", endpoint.host());
        p.setProperty(prefix + "port", Integer.toString(endpoint.port()));
        p.setProperty(prefix + "connectiontimeout", millis);
        p.setProperty(prefix + "timeout", millis);
        p.setProperty(prefix + "writetimeout", millis);
        p.put(prefix + "executor.writetimeout", WRITE_DEADLINES);
        p.setProperty(prefix + "ssl.enable", Boolean.toString(isTls()));
        p.setProperty(prefix + "ssl.checkserveridentity", "true");
        p.setProperty(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
        p.setProperty(prefix + "starttls.enable", Boolean.toString(isStartTls()));
        p.setProperty(prefix + "starttls.required", Boolean.toString(isStartTls()));
        p.put(prefix + "ssl.socketFactory", tls);
        p.setProperty(prefix + "ssl.socketFactory.fallback", "false");
        return p;
    }

    /// The same, and every socket that Angus opens is kept in `sockets`.
    public Properties properties(String protocol, KeptSocket sockets) {
        Properties p = properties(protocol);
        String prefix = "mail." + protocol + ".";
        p.put(prefix + "ssl.socketFactory", new KeptTlsSockets(tls, sockets));
        p.put(prefix + "socketFactory", new KeptSockets(SocketFactory.getDefault(), sockets));
        p.setProperty(prefix + "socketFactory.fallback", "false");
        return p;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public boolean isTls() {
        return endpoint.security() == Security.TLS;
    }

    public boolean isStartTls() {
        return endpoint.security() == Security.STARTTLS;
    }
}
