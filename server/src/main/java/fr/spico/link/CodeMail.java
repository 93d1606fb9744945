package fr.spico.link;

import fr.spico.account.Account;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The mail that carries a code: the only place where it can be read.
final class CodeMail {

    static final String SUBJECT = "Votre code d’activation Spico";

    private CodeMail() {}

    static String text(Account account, String readable) {
        return """
        Bonjour,

        %s demande à accéder à cette boîte aux lettres depuis Spico.

        Code d’activation : %s

        Ce code est valable %d minutes et ne sert qu’une fois. Saisissez-le dans Spico :
        profil, onglet « Profil MSSanté », « Code d’activation », puis « Valider ».

        Si vous n’avez rien demandé, ne donnez ce code à personne : sans lui, rien ne se passe.

        Spico
        """
                .formatted(nameOf(account), Code.spaced(readable), Code.LIFETIME.toMinutes());
    }

    private static String nameOf(Account account) {
        return Stream.of(account.title(), account.firstName(), account.lastName())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }
}
