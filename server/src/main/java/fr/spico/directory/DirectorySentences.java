package fr.spico.directory;

import fr.spico.directory.DirectoryFile.Outcome;
import fr.spico.directory.DirectoryFile.Problem;
import fr.spico.directory.annuaire.AnnuaireException;
import fr.spico.directory.ldap.LdapException;
import java.util.Locale;

/// What administrators are told; French, names nobody, says that the current directory stays where
/// one may doubt it.
final class DirectorySentences {

    private static final String STAYS = " L’annuaire en service ne change pas.";

    private DirectorySentences() {}

    static DirectoryTrouble refused(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Complete complete -> throw new IllegalArgumentException("not refused");
            case Outcome.Empty() ->
                    new DirectoryTrouble(
                            "empty", "La source ne contient aucune ligne utilisable." + STAYS);
            case Outcome.MissingColumns(var columns) ->
                    new DirectoryTrouble(
                            "missing-columns",
                            "Ce fichier n’est pas une extraction de l’annuaire : il y manque « "
                                    + String.join(" », « ", columns)
                                    + " »."
                                    + STAYS);
            case Outcome.Truncated(long line) ->
                    new DirectoryTrouble(
                            "truncated",
                            "Le fichier est tronqué : il s’arrête au milieu de la ligne "
                                    + number(line)
                                    + "."
                                    + STAYS);
            case Outcome.Damaged(long line) ->
                    new DirectoryTrouble(
                            "damaged",
                            "L’archive est endommagée ou incomplète à partir de la ligne "
                                    + number(line)
                                    + "."
                                    + STAYS);
        };
    }

    static DirectoryTrouble lost() {
        return new DirectoryTrouble(
                "lost", "Le serveur qui avait reçu le fichier ne l’a plus : remettez-le." + STAYS);
    }

    static DirectoryTrouble removesTooMany(long removed, long before, double maxShare) {
        return new DirectoryTrouble(
                "removes-too-many",
                "Cette version retirerait %s des %s adresses en service, plus que la limite de %s %%."
                                .formatted(number(removed), number(before), percent(maxShare))
                        + STAYS);
    }

    static DirectoryTrouble rejectsTooMany(
            DirectoryVersion.Origin origin, long rejected, long rows, double maxShare) {
        return new DirectoryTrouble(
                "rejects-too-many",
                "%s %s sur %s sont inutilisables, plus que la limite de %s %%."
                                .formatted(
                                        number(rejected),
                                        rows(origin),
                                        number(rows),
                                        percent(maxShare))
                        + STAYS);
    }

    private static String rows(DirectoryVersion.Origin origin) {
        return switch (origin) {
            case FILE, URL, UPLOAD -> "lignes";
            case LDAP -> "entrées LDAP";
            case DELTA -> "ressources FHIR";
        };
    }

    static String busy(DirectoryVersion.State open) {
        return switch (open) {
            case READING -> "Un import de cet annuaire est en cours. Attendez qu’il soit terminé.";
            case SWITCHING -> "Une mise en service de cet annuaire est en cours.";
            default ->
                    "Un import de cet annuaire attend une décision : mettez-le en service ou"
                            + " abandonnez-le d’abord.";
        };
    }

    static DirectoryTrouble withdrawn() {
        return new DirectoryTrouble(
                "withdrawn",
                "Cette version est celle qu’un administrateur a retirée : elle n’est pas remise en"
                        + " service automatiquement."
                        + STAYS);
    }

    static DirectoryTrouble notReadWhole() {
        return new DirectoryTrouble(
                "needs-whole",
                "Les changements récents s’ajoutent à un annuaire importé en entier : importez d’abord"
                        + " le fichier."
                        + STAYS);
    }

    static DirectoryTrouble tooOld(long days) {
        return new DirectoryTrouble(
                "too-old",
                "L’Annuaire Santé ne garde les changements que "
                        + days
                        + " jours, et l’annuaire en service est plus ancien : importez le fichier entier."
                        + STAYS);
    }

    static DirectoryTrouble annuaire(AnnuaireException e) {
        String where = e.page() > 0 ? " à la page " + e.page() + " de sa réponse" : "";
        return switch (e.kind()) {
            case UNREACHABLE ->
                    new DirectoryTrouble(
                            "unreachable", "L’Annuaire Santé ne répond pas" + where + "." + STAYS);
            case BROKEN ->
                    new DirectoryTrouble(
                            "unreachable", "L’Annuaire Santé est en panne" + where + "." + STAYS);
            case BUSY ->
                    new DirectoryTrouble(
                            "busy",
                            "L’Annuaire Santé refuse nos appels, trop nombreux"
                                    + where
                                    + "."
                                    + STAYS);
            case DENIED ->
                    new DirectoryTrouble(
                            "denied", "L’Annuaire Santé refuse la clé de la plateforme." + STAYS);
            case DAMAGED ->
                    new DirectoryTrouble(
                            "damaged",
                            "La réponse de l’Annuaire Santé n’est pas lisible"
                                    + where
                                    + "."
                                    + STAYS);
            case TOO_MUCH ->
                    new DirectoryTrouble(
                            "too-many-changes",
                            "Trop de changements pour les lire un par un : importez le fichier entier."
                                    + STAYS);
        };
    }

    static DirectoryTrouble ldap(LdapException e) {
        return switch (e.kind()) {
            case UNREACHABLE ->
                    new DirectoryTrouble(
                            "unreachable",
                            "Le serveur LDAP ne répond pas, ou la liaison a été coupée." + STAYS);
            case DENIED ->
                    new DirectoryTrouble(
                            "denied", "Le serveur LDAP refuse le compte de la plateforme." + STAYS);
            case LIMITED ->
                    new DirectoryTrouble(
                            "truncated",
                            "Le serveur LDAP n’a donné qu’une partie de ses entrées : sa limite est"
                                    + " trop basse pour ce compte."
                                    + STAYS);
            case REFUSED ->
                    new DirectoryTrouble(
                            "refused",
                            "Le serveur LDAP refuse la recherche : vérifiez la base et le filtre."
                                    + STAYS);
        };
    }

    static DirectoryTrouble changing() {
        return new DirectoryTrouble(
                "changing",
                "Le fichier a changé pendant la lecture : il est sans doute en cours d’écriture."
                        + " Recommencez quand il est complet.");
    }

    static DirectoryTrouble internal(String reference) {
        return new DirectoryTrouble(
                "internal",
                "Une erreur inattendue a interrompu l’opération (référence "
                        + reference
                        + ")."
                        + STAYS);
    }

    static String rejection(Problem problem) {
        return switch (problem.kind()) {
            case CELLS -> "Le nombre de colonnes n’est pas celui de l’en-tête.";
            case TYPE -> "Le type de BAL est inconnu.";
            case ADDRESS -> "L’adresse n’est pas une adresse de messagerie.";
            case REPEATED -> "L’adresse figure déjà plus haut.";
            case RESOURCE -> "La ressource n’est pas lisible.";
            case IDENTIFIER -> "L’identifiant national manque.";
            case REFERENCE -> "La ressource renvoie à une autre, qui manque.";
        };
    }

    private static String number(long value) {
        return String.format(Locale.FRENCH, "%,d", value);
    }

    private static String percent(double share) {
        return number(Math.round(share * 100));
    }
}
