package fr.spico.sandbox.annuaire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is a resource of the API: whoever holds mailboxes. Guarded by [AnnuaireData].
abstract sealed class Holder {
    final String id;
    final List<Box> boxes = new ArrayList<>();
    Instant updated;
    boolean active = true;

    private Holder(String id, Instant updated) {
        this.id = id;
        this.updated = updated;
    }

    static final class Person extends Holder {
        final String type;
        final String number;
        final List<Role> roles = new ArrayList<>();
        String title = "";
        String lastName = "";
        String firstName = "";
        String profession = "";
        String skill = "";

        /// @param type of the identifier: 8 = RPPS
        Person(String id, Instant updated, String type, String number) {
            super(id, updated);
            this.type = type;
            this.number = number;
        }
    }

    static final class Role extends Holder {
        final Person person;
        final Optional<Structure> structure;

        Role(String id, Instant updated, Person person, Optional<Structure> structure) {
            super(id, updated);
            this.person = person;
            this.structure = structure;
        }
    }

    static final class Structure extends Holder {
        final String type;
        final String number;
        final List<Role> roles = new ArrayList<>();
        String name = "";
        String line = "";
        String postalCode = "";
        String town = "";

        /// @param type of the identifier: 1 = FINESS
        Structure(String id, Instant updated, String type, String number) {
            super(id, updated);
            this.type = type;
            this.number = number;
        }
    }
}
