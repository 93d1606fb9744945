package fr.spico.document;

import fr.spico.dossier.Confidentiality;
import fr.spico.dossier.Ins;
import fr.spico.dossier.Patient;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The lines of `dossiers.json` in an import folder (docs/guides/import-dossiers.md).
final class ImportFile {

    private ImportFile() {}

    /// @param ref the other system's name for it; what has a known one is left alone
    record DossierLine(
            String ref,
            String birthName,
            String birthFirstNames,
            @Nullable String usedName,
            @Nullable String usedFirstName,
            String sex,
            LocalDate birthDate,
            @Nullable String birthplace,
            @Nullable String matricule,
            @Nullable String oid,
            String state,
            List<MemberLine> circle,
            List<DocumentLine> documents) {

        Patient patient() {
            return new Patient(
                    birthName,
                    birthFirstNames,
                    orEmpty(usedName),
                    orEmpty(usedFirstName),
                    Patient.Sex.valueOf(sex),
                    birthDate,
                    orEmpty(birthplace),
                    matricule == null
                            ? Optional.empty()
                            : Optional.of(new Ins(matricule, orEmpty(oid))),
                    Patient.State.valueOf(state.toUpperCase(Locale.ROOT)));
        }

        @Override
        public String toString() {
            return "DossierLine[…]";
        }
    }

    /// @param login of an account; without it somebody outside, known by address
    record MemberLine(
            @Nullable String login,
            @Nullable String address,
            String name,
            String profession,
            String structure,
            String role) {

        @Override
        public String toString() {
            return "MemberLine[…]";
        }
    }

    /// @param file its path in the folder
    /// @param addedBy login of who puts it in
    record DocumentLine(
            String ref,
            String file,
            String category,
            String title,
            LocalDate actDate,
            String author,
            String confidentiality,
            String addedBy) {

        Optional<Description> description() {
            return DocumentCategory.of(category)
                    .flatMap(known ->
                            Confidentiality.parse(confidentiality)
                                    .map(level ->
                                            new Description(known, title, actDate, author, level)));
        }

        @Override
        public String toString() {
            return "DocumentLine[…]";
        }
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
