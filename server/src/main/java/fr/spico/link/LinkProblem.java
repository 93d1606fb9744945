package fr.spico.link;

import fr.spico.link.LinkRefusal.AlreadyLinked;
import fr.spico.link.LinkRefusal.CodeOfAnotherAccount;
import fr.spico.link.LinkRefusal.CodeOfAnotherAddress;
import fr.spico.link.LinkRefusal.ExpiredCode;
import fr.spico.link.LinkRefusal.MailboxFull;
import fr.spico.link.LinkRefusal.NoCode;
import fr.spico.link.LinkRefusal.NoMatch;
import fr.spico.link.LinkRefusal.NotACode;
import fr.spico.link.LinkRefusal.NotAnAddress;
import fr.spico.link.LinkRefusal.NotOperatorDomain;
import fr.spico.link.LinkRefusal.OperatorUnreachable;
import fr.spico.link.LinkRefusal.ReplaceNeeded;
import fr.spico.link.LinkRefusal.StructureAccount;
import fr.spico.link.LinkRefusal.TooManyCodes;
import fr.spico.link.LinkRefusal.TooManyTries;
import fr.spico.link.LinkRefusal.UnknownMailbox;
import fr.spico.link.LinkRefusal.UsedCode;
import fr.spico.link.LinkRefusal.VoidedCode;
import fr.spico.link.LinkRefusal.WebOnly;
import fr.spico.link.LinkRefusal.WrongCode;
import fr.spico.mail.MssAddress;
import fr.spico.platform.http.Problem;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;

/// What each refusal says (docs/api.md, « Link of a mailbox »).
final class LinkProblem {

    private LinkProblem() {}

    static Problem of(LinkRefusal refusal, String operator, List<String> domains) {
        return switch (refusal) {
            case StructureAccount() ->
                    new Problem(
                            HttpStatus.FORBIDDEN,
                            "structure-account",
                            "Un compte de structure ne peut pas être associé à une messagerie "
                                    + operator
                                    + ". Connectez-vous avec votre compte individuel.");
            case WebOnly() ->
                    new Problem(
                            HttpStatus.FORBIDDEN,
                            "web-only",
                            "L’association se modifie dans l’application web : profil, onglet « Profil MSSanté ».");
            case NotAnAddress() ->
                    bad("not-an-address", "Ceci n’est pas une adresse de messagerie.");
            case NotOperatorDomain() ->
                    bad(
                            "not-operator-domain",
                            "Ce n’est pas une adresse "
                                    + operator
                                    + " : elle se termine par @"
                                    + String.join(" ou @", domains)
                                    + ".");
            case UnknownMailbox() ->
                    new Problem(
                            HttpStatus.NOT_FOUND,
                            "unknown-mailbox",
                            "Cette boîte aux lettres n’existe pas chez "
                                    + operator
                                    + ". Vérifiez l’adresse.");
            case MailboxFull() ->
                    new Problem(
                            HttpStatus.CONFLICT,
                            "mailbox-full",
                            "Cette boîte aux lettres est pleine : le code ne peut pas y arriver. Faites-y de la place, puis recommencez.");
            case AlreadyLinked() ->
                    new Problem(
                            HttpStatus.CONFLICT,
                            "already-linked",
                            "Cette boîte aux lettres est déjà associée à votre compte.");
            case ReplaceNeeded(MssAddress linked) ->
                    new Problem(
                                    HttpStatus.CONFLICT,
                                    "replace-needed",
                                    "Une autre boîte aux lettres est associée à votre compte. Confirmez qu’elle doit être remplacée.")
                            .with("address", linked.value());
            case TooManyCodes(Duration pause) -> tooManyCodes(pause);
            case OperatorUnreachable() ->
                    new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "operator-unreachable",
                            operator
                                    + " ne répond pas en ce moment. Réessayez dans quelques minutes.");
            case WrongCode wrong -> of(wrong);
        };
    }

    private static Problem of(WrongCode wrong) {
        return switch (wrong) {
            case NoMatch(int triesLeft) ->
                    bad("wrong-code", "Ce code n’est pas le bon. " + remaining(triesLeft))
                            .with("triesLeft", triesLeft);
            case NotACode(int triesLeft) ->
                    bad("wrong-code", "Un code d’activation a " + Code.LENGTH + " signes.")
                            .with("triesLeft", triesLeft);
            case ExpiredCode() -> bad("expired-code", "Ce code a expiré. Demandez-en un nouveau.");
            case UsedCode() ->
                    bad("used-code", "Ce code a déjà servi. Demandez-en un nouveau si besoin.");
            case VoidedCode() ->
                    bad(
                            "voided-code",
                            "Ce code ne vaut plus : un code plus récent a été envoyé. Utilisez le dernier reçu.");
            case TooManyTries() ->
                    bad(
                            "too-many-tries",
                            "Trop d’essais : ce code ne vaut plus. Demandez-en un nouveau.");
            case CodeOfAnotherAccount() ->
                    bad(
                            "code-of-another-account",
                            "Ce code a été envoyé pour le compte d’une autre personne. Demandez le vôtre.");
            case CodeOfAnotherAddress() ->
                    bad(
                            "code-of-another-address",
                            "Ce code a été envoyé à une autre adresse. Vérifiez l’identifiant saisi.");
            case NoCode() ->
                    bad(
                            "no-code",
                            "Aucun code n’est en attente pour cette adresse. Demandez-en un.");
        };
    }

    private static Problem tooManyCodes(Duration pause) {
        long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        long minutes = (seconds + 59) / 60;
        return new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-codes",
                        "Trop de codes ont été envoyés depuis une heure. Réessayez dans "
                                + minutes
                                + (minutes == 1 ? " minute." : " minutes."))
                .with("retryAfter", seconds);
    }

    private static String remaining(int tries) {
        return tries == 1 ? "Il reste un essai." : "Il reste " + tries + " essais.";
    }

    private static Problem bad(String code, String sentence) {
        return new Problem(HttpStatus.BAD_REQUEST, code, sentence);
    }
}
