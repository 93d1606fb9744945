package fr.spico.replica;

import java.util.Optional;

/// A message (`e12`). Stays the same across moves and resynchronisations.
public record EmailId(long value) {

    public static Optional<EmailId> parse(String jmapId) {
        return Ids.number('e', jmapId).map(EmailId::new);
    }

    public String jmapId() {
        return "e" + value;
    }
}
