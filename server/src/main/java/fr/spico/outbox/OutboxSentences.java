package fr.spico.outbox;

import fr.spico.mail.MailException;

/// What users are told of a mail on its way; French, each with what happens next.
final class OutboxSentences {

    static final String ALREADY_SENT = "Ce message est déjà parti.";

    static final String NOT_FROM_THIS_MAILBOX =
            "Un message ne peut partir que de l’adresse de votre messagerie liée.";

    static final String NO_AUTHOR =
            "Ce message ne dit pas de qui il vient : il ne peut pas être envoyé.";

    static final String NOT_SENDABLE_AS_IT_IS =
            "Ce message n’a pas d’en-tête lisible : il ne peut pas être envoyé.";

    static final String IN_DOUBT =
            "L’envoi a été interrompu au moment où l’opérateur prenait le message : il est peut-être"
                    + " parti. Vérifiez auprès du destinataire avant de le renvoyer.";

    static final String SOME_WAIT =
            "L’opérateur ne peut pas encore remettre le message à tous ses destinataires ; il sera"
                    + " présenté de nouveau automatiquement.";

    static final String NOBODY_TOOK_IT =
            "L’opérateur a refusé tous les destinataires ; le message est dans vos brouillons.";

    static final String GAVE_UP =
            "L’opérateur n’a pas pris le message malgré de nombreux essais ; il est dans vos"
                    + " brouillons.";

    static final String GAVE_UP_ON_SOME =
            "L’opérateur n’a pas pu remettre le message à tous ses destinataires malgré de nombreux"
                    + " essais.";

    static final String NOT_FILED_YET =
            "Le message est parti ; sa copie sera rangée dans « Envoyés » dès que l’opérateur"
                    + " répondra.";

    static final String NOT_FILED =
            "Le message est parti, mais sa copie n’a pas pu être rangée dans « Envoyés ».";

    private OutboxSentences() {}

    /// Why the operator took nothing.
    static String notSent(MailException.Reason reason) {
        return switch (reason) {
            case UNREACHABLE, PROTOCOL ->
                    "L’opérateur de messagerie ne répond pas ; le message partira dès qu’il"
                            + " répondra.";
            case TOO_BUSY ->
                    "L’opérateur de messagerie est saturé ; le message sera présenté de nouveau"
                            + " automatiquement.";
            case NOT_AUTHENTICATED ->
                    "L’opérateur n’autorise plus l’accès à cette messagerie ; le message est dans"
                            + " vos brouillons.";
            case NO_SUCH_MAILBOX -> "Cette messagerie n’existe plus chez l’opérateur.";
            case OVER_QUOTA ->
                    "Votre messagerie est pleine chez l’opérateur ; le message est dans vos"
                            + " brouillons. Libérez de la place, puis renvoyez-le.";
            case TOO_LARGE ->
                    "Le message dépasse la taille que l’opérateur accepte ; il est dans vos"
                            + " brouillons. Retirez une pièce jointe, puis renvoyez-le.";
            case REFUSED, NO_SUCH_FOLDER, NO_SUCH_MESSAGE ->
                    "L’opérateur a refusé le message ; il est dans vos brouillons.";
        };
    }

    /// Why a draft cannot be read now.
    static String notReadable(MailException.Reason reason) {
        return switch (reason) {
            case UNREACHABLE, PROTOCOL, TOO_BUSY ->
                    "L’opérateur de messagerie ne répond pas : le message n’est pas envoyé, il est"
                            + " dans vos brouillons. Réessayez dans un instant.";
            case NOT_AUTHENTICATED -> "L’opérateur n’autorise plus l’accès à cette messagerie.";
            case NO_SUCH_MAILBOX -> "Cette messagerie n’existe plus chez l’opérateur.";
            case OVER_QUOTA, TOO_LARGE, REFUSED, NO_SUCH_FOLDER, NO_SUCH_MESSAGE ->
                    "L’opérateur ne donne pas accès à ce message ; réessayez.";
        };
    }
}
