package fr.spico.directory;

import org.jspecify.annotations.Nullable;

/// An entry as JSON.
public record DirectoryEntryView(
        String address,
        DirectoryEntry.Type type,
        String lastName,
        String firstName,
        String title,
        String profession,
        String specialty,
        String structure,
        String service,
        String town,
        String postalCode,
        String department,
        @Nullable String rpps) {

    public static DirectoryEntryView of(DirectoryEntry entry) {
        return new DirectoryEntryView(
                entry.address().value(),
                entry.type(),
                entry.lastName(),
                entry.firstName(),
                entry.title(),
                entry.profession(),
                entry.specialty(),
                entry.structure(),
                entry.service(),
                entry.town(),
                entry.postalCode(),
                entry.department(),
                entry.rpps().orElse(null));
    }

    @Override
    public String toString() {
        return "DirectoryEntryView[…]";
    }
}
