package fr.spico.replica;

import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.replica.ReplicaEmail.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A message ready to be written into the replica.
///
/// @param uid empty: not known yet, found by identity later
/// @param threadKeys of its own Message-ID and of those it refers to, see [ReplicaRules#threadKey]
record NewEmail(
        Optional<Long> uid,
        Set<String> keywords,
        UUID identity,
        Optional<UUID> messageId,
        List<UUID> threadKeys,
        MessageType type,
        Direction direction,
        Instant receivedAt,
        Instant arrivedAt,
        Instant sentAt,
        long size,
        boolean hasAttachment,
        byte[] header,
        BodyPart structure,
        String preview,
        List<MimeProblem> problems,
        List<Text> texts,
        Words words) {

    /// Normalised texts for search and order.
    ///
    /// @param names of what is attached
    /// @param marked people's words with the place where they stand: `f:`, `t:`, `c:`, `b:`
    record Words(
            String fromSort,
            String toSort,
            String subjectSort,
            String subject,
            String people,
            String names,
            String body,
            Set<String> marked) {

        @Override
        public String toString() {
            return "Words[…]";
        }
    }

    /// Without what a database may refuse of a message that is strange beyond words.
    NewEmail bare() {
        return new NewEmail(
                uid,
                Set.of(),
                identity,
                messageId,
                threadKeys,
                type,
                direction,
                receivedAt,
                arrivedAt,
                sentAt,
                size,
                hasAttachment,
                header,
                structure,
                "",
                List.of(MimeProblem.BAD_STRUCTURE),
                List.of(),
                new Words("", "", "", "", "", "", "", Set.of()));
    }

    @Override
    public String toString() {
        return "NewEmail[…]";
    }
}
