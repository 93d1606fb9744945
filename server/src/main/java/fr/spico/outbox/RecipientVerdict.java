package fr.spico.outbox;

/// Whether an address may be written to, with the sentence that tells the user.
sealed interface RecipientVerdict {

    record Allowed() implements RecipientVerdict {}

    record NotAnAddress() implements RecipientVerdict {}

    record PatientNotAllowed(Reason reason) implements RecipientVerdict {
        enum Reason {
            SENDER_NOT_IN_RPPS,
            NOT_AN_ANSWER,
            ANSWERING_ANOTHER
        }
    }

    /// In the national directory, which this sender may not use.
    record OutsideScope() implements RecipientVerdict {}

    /// Trusted domain, but in no directory.
    record Unknown() implements RecipientVerdict {}

    /// Not of the trust space.
    record NotTrusted() implements RecipientVerdict {}

    record PlatformMailbox() implements RecipientVerdict {}

    default boolean allowed() {
        return this instanceof Allowed;
    }

    /// The word that programs read (docs/api.md, Directory); empty if allowed.
    default String code() {
        return switch (this) {
            case Allowed a -> "";
            case NotAnAddress n -> "not-an-address";
            case PatientNotAllowed p -> "patient-not-allowed";
            case OutsideScope o -> "outside-scope";
            case Unknown u -> "unknown";
            case NotTrusted n -> "unknown";
            case PlatformMailbox p -> "unknown";
        };
    }

    /// French, for the user; empty if allowed.
    default String sentence() {
        return switch (this) {
            case Allowed a -> "";
            case NotAnAddress n -> "Cette adresse n’est pas valide.";
            case PatientNotAllowed(PatientNotAllowed.Reason reason) ->
                    switch (reason) {
                        case SENDER_NOT_IN_RPPS ->
                                "Seuls les professionnels enregistrés au RPPS peuvent répondre à un"
                                        + " patient.";
                        case NOT_AN_ANSWER ->
                                "Un patient ne peut pas être contacté en premier : répondez à un"
                                        + " message reçu de lui.";
                        case ANSWERING_ANOTHER ->
                                "Ce patient n’est pas l’auteur du message auquel vous répondez.";
                    };
            case OutsideScope o ->
                    "Cette adresse n’est pas dans l’annuaire régional, le seul ouvert à un compte"
                            + " sans numéro RPPS ni ADELI.";
            case Unknown u -> "Cette adresse n’est pas dans l’annuaire MSSanté.";
            case NotTrusted n -> "Cette adresse n’appartient pas à l’espace de confiance MSSanté.";
            case PlatformMailbox p ->
                    "Cette adresse est celle de la plateforme : personne n’y lit les réponses.";
        };
    }
}
