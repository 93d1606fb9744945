package fr.spico.sandbox.james;

import com.google.inject.Module;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import java.nio.file.Path;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.GuiceJamesServer;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.store.mail.NaiveThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.ThreadIdGuessingAlgorithm;
import org.apache.james.modules.BlobMemoryModule;
import org.apache.james.modules.MailboxModule;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.data.MemoryDataModule;
import org.apache.james.modules.data.MemoryDelegationStoreModule;
import org.apache.james.modules.data.MemoryUsersRepositoryModule;
import org.apache.james.modules.eventstore.MemoryEventStoreModule;
import org.apache.james.modules.mailbox.MemoryMailboxModule;
import org.apache.james.modules.protocols.IMAPServerModule;
import org.apache.james.modules.protocols.ImapGuiceProbe;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.protocols.SmtpGuiceProbe;
import org.apache.james.modules.queue.memory.MemoryMailQueueModule;
import org.apache.james.modules.server.DataRoutesModules;
import org.apache.james.modules.server.MailboxRoutesModule;
import org.apache.james.modules.server.MailetContainerModule;
import org.apache.james.modules.server.NoJwtModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.modules.server.TaskManagerModule;
import org.apache.james.modules.server.WebAdminServerModule;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.utils.GuiceProbe;
import org.apache.james.utils.WebAdminGuiceProbe;
import org.apache.james.webadmin.FixedPortSupplier;
import org.apache.james.webadmin.PortSupplier;
import org.apache.james.webadmin.RandomPortSupplier;
import org.apache.james.webadmin.WebAdminConfiguration;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.authentication.NoAuthenticationFilter;

/// Apache James in memory: IMAP, SMTP submission and its administration, each on loopback. IMAP and
/// SMTP listen on ephemeral ports; the proxies in front of them have the public ones.
public final class JamesOperator implements AutoCloseable {
    private final GuiceJamesServer server;

    private JamesOperator(GuiceJamesServer server) {
        this.server = server;
    }

    /// @param directory for James' working files
    /// @param webAdminPort 0 = any
    public static JamesOperator start(Path directory, Recipients recipients, int webAdminPort)
            throws Exception {
        Configuration configuration =
                Configuration.builder()
                        .workingDirectory(directory.toAbsolutePath().toString())
                        .configurationPath(new Configuration.ConfigurationPath("classpath:james/"))
                        .build();
        GuiceJamesServer server =
                GuiceJamesServer.forConfiguration(configuration)
                        .combineWith(storage(), protocols(), administration())
                        .overrideWith(ours(recipients, webAdminPort));
        server.start();
        return new JamesOperator(server);
    }

    public int imapPort() {
        return server.getProbe(ImapGuiceProbe.class).getImapPort();
    }

    public int smtpPort() {
        return server.getProbe(SmtpGuiceProbe.class).getSmtpPort().getValue();
    }

    public int webAdminPort() {
        return server.getProbe(WebAdminGuiceProbe.class).getWebAdminPort().getValue();
    }

    public Mailboxes mailboxes() {
        return server.getProbe(Mailboxes.class);
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Module storage() {
        return Modules.combine(
                new MailetProcessingModule(),
                new MemoryDelegationStoreModule(),
                new BlobMemoryModule(),
                new MailboxModule(),
                new MemoryDataModule(),
                new MemoryUsersRepositoryModule(),
                new MemoryEventStoreModule(),
                new MemoryMailboxModule(),
                new MemoryMailQueueModule(),
                new RawPostDequeueDecoratorModule(),
                new TaskManagerModule(),
                binder ->
                        binder.bind(
                                        MailetContainerModule.DefaultProcessorsConfigurationSupplier
                                                .class)
                                .toInstance(BaseHierarchicalConfiguration::new));
    }

    private static Module protocols() {
        return Modules.combine(
                new IMAPServerModule(), new ProtocolHandlerModule(), new SMTPServerModule());
    }

    private static Module administration() {
        return Modules.combine(
                new WebAdminServerModule(), new DataRoutesModules(), new MailboxRoutesModule());
    }

    private static Module ours(Recipients recipients, int webAdminPort) {
        return Modules.combine(
                new NoJwtModule(),
                binder -> {
                    binder.bind(Recipients.class).toInstance(recipients);
                    binder.bind(Mailboxes.class).in(Scopes.SINGLETON);
                    binder.bind(StableIds.class).in(Scopes.SINGLETON);
                    binder.bind(MessageId.Factory.class).to(StableIds.class);
                    binder.bind(Authorizator.class).to(PlatformDelegation.class);
                    binder.bind(ThreadIdGuessingAlgorithm.class)
                            .to(NaiveThreadIdGuessingAlgorithm.class);
                    binder.bind(AuthenticationFilter.class).to(NoAuthenticationFilter.class);
                    binder.bind(WebAdminConfiguration.class).toInstance(webAdmin(webAdminPort));
                    Multibinder.newSetBinder(binder, GuiceProbe.class)
                            .addBinding()
                            .to(Mailboxes.class);
                });
    }

    private static WebAdminConfiguration webAdmin(int port) {
        PortSupplier supplier = port == 0 ? new RandomPortSupplier() : new FixedPortSupplier(port);
        return WebAdminConfiguration.builder()
                .enabled()
                .corsDisabled()
                .host("127.0.0.1")
                .port(supplier)
                .build();
    }
}
