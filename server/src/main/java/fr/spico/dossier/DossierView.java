package fr.spico.dossier;

import fr.spico.account.AccountId;
import fr.spico.dossier.DossierRights.Rights;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A dossier as docs/api.md shows it.
record DossierView(
        String id,
        PatientView patient,
        @Nullable OppositionView opposition,
        List<MemberView> circle,
        RightsView rights,
        List<String> doubts) {

    record OppositionView(LocalDate since, String recordedBy) {}

    record RightsView(List<String> actions, List<String> add, List<String> send) {}

    record MemberView(
            String id,
            String kind,
            String name,
            String profession,
            String structure,
            @Nullable String address,
            String role,
            String roleLabel,
            boolean me) {

        static MemberView of(Member member, AccountId reader) {
            return new MemberView(
                    member.id().toString(),
                    member.kind().name().toLowerCase(Locale.ROOT),
                    member.name(),
                    member.profession(),
                    member.structure(),
                    member.address().orElse(null),
                    member.role().code(),
                    member.role().label(),
                    member.account().equals(Optional.of(reader)));
        }
    }

    /// A dossier in a list.
    record Summary(
            String id,
            PatientView patient,
            String role,
            int documents,
            Instant lastActivityAt,
            boolean opposition) {

        /// @param documents that the reader may read
        static Summary of(DossierQueries.Listed listed, int documents) {
            Dossier dossier = listed.dossier();
            return new Summary(
                    dossier.id().text(),
                    PatientView.of(dossier.patient()),
                    listed.role().label(),
                    documents,
                    dossier.touchedAt(),
                    dossier.opposition().isPresent());
        }
    }

    static DossierView of(DossierAccess access, List<Member> circle, String opposedBy) {
        Dossier dossier = access.dossier();
        return new DossierView(
                dossier.id().text(),
                PatientView.of(dossier.patient()),
                dossier.opposition()
                        .map(opposition -> new OppositionView(opposition.since(), opposedBy))
                        .orElse(null),
                circle.stream().map(member -> MemberView.of(member, access.account())).toList(),
                rights(access.rights()),
                InsRules.doubts(dossier.patient()));
    }

    private static RightsView rights(Rights rights) {
        return new RightsView(
                rights.dossier().stream().map(DossierAction::code).toList(),
                confidentialities(rights, DocumentAction.ADD),
                confidentialities(rights, DocumentAction.SEND));
    }

    /// Where something may be done at least to one's own documents.
    private static List<String> confidentialities(Rights rights, DocumentAction action) {
        return Arrays.stream(Confidentiality.values())
                .filter(confidentiality -> rights.may(action, confidentiality, true))
                .map(Confidentiality::code)
                .toList();
    }

    @Override
    public String toString() {
        return "DossierView[" + id + "]";
    }
}
