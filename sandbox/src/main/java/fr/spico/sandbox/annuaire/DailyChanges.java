package fr.spico.sandbox.annuaire;

import fr.spico.sandbox.annuaire.Holder.Person;
import fr.spico.sandbox.annuaire.Holder.Role;
import fr.spico.sandbox.annuaire.Holder.Structure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What happened in the directory since its flat file was written: a delta has something to find.
/// The cast and those who know them stay as they are. Always the same for the same directory.
public final class DailyChanges {

    private static final int EACH = 20;
    private static final long SEED = 20_261_126;
    private static final Duration AGO = Duration.ofMinutes(10);

    /// The cast comes first in the file.
    private static final int CAST = 150;

    private final AnnuaireData data;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Instant when;
    private final List<String> opened = new ArrayList<>();

    private DailyChanges(AnnuaireData data) {
        this.data = data;
        this.when = data.now().minus(AGO);
    }

    /// @return mailboxes that are new
    public static List<String> make(AnnuaireData data) {
        synchronized (data) {
            DailyChanges changes = new DailyChanges(data);
            changes.make();
            return changes.opened;
        }
    }

    private void make() {
        List<Role> roles = data.roles().stream().filter(role -> role.boxes.size() == 1).toList();
        if (roles.size() < CAST + EACH) {
            return;
        }
        for (int i = 0; i < EACH; i++) {
            close(any(roles));
            open(any(roles));
            rename(any(roles).structure.orElseThrow());
            marry(any(roles).person);
        }
    }

    private Role any(List<Role> roles) {
        return roles.get(random.nextInt(CAST, roles.size()));
    }

    private void close(Role role) {
        role.boxes.clear();
        role.updated = when;
    }

    private void open(Role role) {
        if (role.boxes.isEmpty()) {
            return;
        }
        Box first = role.boxes.getFirst();
        String address = first.address().replaceFirst("@", ".suite@");
        role.boxes.add(new Box(address, first.type(), first.service(), true, false));
        role.updated = when;
        opened.add(address);
    }

    private void rename(Structure structure) {
        structure.name = structure.name + " NORD";
        structure.updated = when;
    }

    private void marry(Person person) {
        person.lastName = person.lastName + "-AUBANEL";
        person.updated = when;
    }
}
