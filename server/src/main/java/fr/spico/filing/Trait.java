package fr.spico.filing;

/// One trait of an identity, as a document and a dossier have it.
///
/// @param document as the document has it; empty if it says nothing
/// @param dossier as the dossier has it; empty if it says nothing
record Trait(Kind kind, String document, String dossier, State state) {

    enum Kind {
        MATRICULE("matricule", "Matricule INS"),
        BIRTH_NAME("birthName", "Nom de naissance"),
        FIRST_NAMES("firstNames", "Prénoms de naissance"),
        USED_NAME("usedName", "Nom utilisé"),
        BIRTH_DATE("birthDate", "Date de naissance"),
        SEX("sex", "Sexe"),
        BIRTHPLACE("birthplace", "Lieu de naissance");

        private final String code;
        private final String label;

        Kind(String code, String label) {
            this.code = code;
            this.label = label;
        }

        /// As docs/api.md has it.
        String code() {
            return code;
        }

        String label() {
            return label;
        }
    }

    enum State {
        SAME,
        DIFFERENT,
        /// One of them says nothing.
        UNKNOWN
    }

    boolean is(Kind wanted, State wantedState) {
        return kind == wanted && state == wantedState;
    }

    @Override
    public String toString() {
        return "Trait[" + kind + " " + state + "]";
    }
}
