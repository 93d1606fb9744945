package fr.spico.document;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// A mail that carried documents of a dossier away.
///
/// @param documents of the dossier whose timeline shows it
public record SentMail(List<UUID> documents, List<Recipient> recipients, State state) {

    public record Recipient(String address, Fate state) {

        @Override
        public String toString() {
            return "Recipient[" + state + "]";
        }
    }

    /// Of one recipient; nothing claims more than the operator said.
    public enum Fate {
        QUEUED("En attente d’envoi"),
        ACCEPTED("Remis à l’opérateur"),
        REFUSED("Refusé"),
        IN_DOUBT("Envoi incertain");

        private final String label;

        Fate(String label) {
            this.label = label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String label() {
            return label;
        }
    }

    /// Of the whole.
    public enum State {
        PENDING("En cours d’envoi"),
        SENT("Envoyé"),
        REFUSED("Refusé"),
        CANCELED("Annulé"),
        IN_DOUBT("Envoi incertain");

        private final String label;

        State(String label) {
            this.label = label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String label() {
            return label;
        }
    }
}
