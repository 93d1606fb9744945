package fr.spico.sandbox.faults;

import fr.spico.sandbox.annuaire.AnnuaireMood;
import fr.spico.sandbox.annuaire.AnnuaireServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One fault at a time, for a while. Thread-safe.
public final class Faults implements AutoCloseable {
    /// What can go wrong, by the names of the page's API.
    public enum Kind {
        NONE("tout va bien"),
        IMAP_DOWN("IMAP coupe chaque connexion"),
        SMTP_DOWN("SMTP coupe chaque connexion"),
        IMAP_SLOW("IMAP répond avec 1,5 s de retard"),
        SMTP_SLOW("SMTP répond avec 1,5 s de retard"),
        REFUSE_CONNECTIONS("IMAP et SMTP refusent les connexions"),
        QUOTA_FULL("toutes les boîtes sont pleines"),
        ANNUAIRE_DOWN("l’Annuaire Santé répond 503"),
        ANNUAIRE_BUSY("l’Annuaire Santé refuse les appels (429)"),
        ANNUAIRE_PAGE_FAILS("l’Annuaire Santé échoue à la deuxième page"),
        ANNUAIRE_SLOW("l’Annuaire Santé répond avec 40 s de retard"),
        ANNUAIRE_MALFORMED("l’Annuaire Santé glisse une ressource illisible par page");

        public final String french;

        Kind(String french) {
            this.french = french;
        }

        /// As in the API: `imap-down`.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> parse(String text) {
            return Arrays.stream(values()).filter(kind -> kind.wireName().equals(text)).findFirst();
        }
    }

    /// Makes every mailbox full, or no longer.
    public interface Quota {
        void full(boolean full);
    }

    private final FaultyProxy imap;
    private final FaultyProxy smtp;
    private final Quota quota;
    private final AnnuaireServer annuaire;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("faults").factory());
    private Kind current = Kind.NONE;
    private @Nullable ScheduledFuture<?> end;

    public Faults(FaultyProxy imap, FaultyProxy smtp, Quota quota, AnnuaireServer annuaire) {
        this.annuaire = annuaire;
        this.imap = imap;
        this.smtp = smtp;
        this.quota = quota;
    }

    public int imapPort() {
        return imap.port();
    }

    public int smtpPort() {
        return smtp.port();
    }

    public synchronized Kind current() {
        return current;
    }

    /// Replaces the current fault.
    ///
    /// @param duration after which all is well again; zero = until told otherwise
    public synchronized void inject(Kind kind, Duration duration) throws IOException {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
        apply(kind);
        if (kind != Kind.NONE && duration.isPositive()) {
            end = timer.schedule(this::heal, duration.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        imap.close();
        smtp.close();
    }

    private synchronized void heal() {
        try {
            apply(Kind.NONE);
        } catch (IOException e) {
            throw new IllegalStateException("the port was taken meanwhile", e);
        }
    }

    private void apply(Kind kind) throws IOException {
        current = kind;
        imap.mode(
                switch (kind) {
                    case IMAP_DOWN -> FaultyProxy.Mode.DOWN;
                    case IMAP_SLOW -> FaultyProxy.Mode.SLOW;
                    case REFUSE_CONNECTIONS -> FaultyProxy.Mode.REFUSING;
                    default -> FaultyProxy.Mode.HEALTHY;
                });
        smtp.mode(
                switch (kind) {
                    case SMTP_DOWN -> FaultyProxy.Mode.DOWN;
                    case SMTP_SLOW -> FaultyProxy.Mode.SLOW;
                    case REFUSE_CONNECTIONS -> FaultyProxy.Mode.REFUSING;
                    default -> FaultyProxy.Mode.HEALTHY;
                });
        annuaire.mood(
                switch (kind) {
                    case ANNUAIRE_DOWN -> AnnuaireMood.DOWN;
                    case ANNUAIRE_BUSY -> AnnuaireMood.BUSY;
                    case ANNUAIRE_PAGE_FAILS -> AnnuaireMood.PAGE_FAILS;
                    case ANNUAIRE_SLOW -> AnnuaireMood.SLOW;
                    case ANNUAIRE_MALFORMED -> AnnuaireMood.MALFORMED;
                    default -> AnnuaireMood.HEALTHY;
                });
        quota.full(kind == Kind.QUOTA_FULL);
    }
}
