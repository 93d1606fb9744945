package fr.spico.jmap.core;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;

/// What the user reads when the operator could not do something.
public final class OperatorFailure {

    private OperatorFailure() {}

    public static String sentence(MailException failure) {
        return sentence(failure.reason());
    }

    static String sentence(Reason reason) {
        return switch (reason) {
            case UNREACHABLE ->
                    "Votre opérateur MSSanté ne répond pas. Rien n’a été changé ; réessayez dans quelques minutes.";
            case NOT_AUTHENTICATED ->
                    "Votre opérateur MSSanté refuse à la plateforme l’accès à cette boîte. Vérifiez la délégation auprès de lui.";
            case NO_SUCH_MAILBOX -> "Cette boîte n’existe plus chez votre opérateur MSSanté.";
            case NO_SUCH_FOLDER -> "Ce dossier n’existe plus chez votre opérateur MSSanté.";
            case NO_SUCH_MESSAGE -> "Ce message n’existe plus chez votre opérateur MSSanté.";
            case OVER_QUOTA ->
                    "La boîte est pleine chez votre opérateur MSSanté. Supprimez des messages, puis réessayez.";
            case TOO_LARGE -> "Ce message dépasse la taille que votre opérateur MSSanté accepte.";
            case TOO_BUSY ->
                    "Votre opérateur MSSanté est très sollicité. Réessayez dans quelques instants.";
            case REFUSED -> "Votre opérateur MSSanté a refusé cette opération.";
            case PROTOCOL ->
                    "La réponse de votre opérateur MSSanté n’est pas comprise. Réessayez dans quelques minutes.";
        };
    }
}
