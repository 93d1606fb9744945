package fr.spico.sandbox.cast;

/// A professional, an organisation or a patient. Text fields are empty where they do not apply.
///
/// @param kind what the mailbox is
/// @param title « Dr », « M. », « Mme » or empty
/// @param professionCode code of the national directory (10 médecin, 60 infirmier…)
/// @param rpps 11 digits or empty
/// @param adeli 9 digits or empty
/// @param address the mailbox, lower case
public record Person(
        Kind kind,
        String title,
        String firstName,
        String lastName,
        String professionCode,
        String profession,
        String specialty,
        String structure,
        String town,
        String postalCode,
        String rpps,
        String adeli,
        String address) {

    /// What a mailbox is for.
    public enum Kind {
        /// Personal mailbox of a professional.
        PROFESSIONAL,
        /// Organisational mailbox.
        ORGANISATION,
        PATIENT,
        /// The platform's own mailbox.
        PLATFORM,
        /// A mailbox without a person: for tests of failures.
        TRAP
    }

    /// « Hélène Castelbon », or the structure of an organisational mailbox.
    public String fullName() {
        return lastName.isEmpty() ? structure : firstName + " " + lastName;
    }

    /// « Dr Hélène Castelbon ».
    public String displayName() {
        return title.equals("Dr") ? "Dr " + fullName() : fullName();
    }

    public String department() {
        return postalCode.isEmpty() ? "" : postalCode.substring(0, 2);
    }

    public boolean isPatient() {
        return kind == Kind.PATIENT;
    }

    /// Says nothing personal.
    @Override
    public String toString() {
        return "Person[" + kind + "]";
    }
}
