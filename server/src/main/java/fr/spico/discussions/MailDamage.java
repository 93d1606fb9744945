package fr.spico.discussions;

import fr.spico.mail.mime.MimeProblem;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a reader is told about a mail that arrived damaged.
final class MailDamage {

    private MailDamage() {}

    /// Empty if nothing that the reader sees is damaged.
    static Optional<String> sentence(Collection<MimeProblem> problems) {
        String reasons =
                problems.stream()
                        .map(MailDamage::reason)
                        .filter(reason -> !reason.isEmpty())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(" ; "));
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of("Ce message n’a pas pu être lu tout entier : " + reasons + ".");
    }

    private static String reason(MimeProblem problem) {
        return switch (problem) {
            case NO_HEADER -> "il n’a ni expéditeur, ni objet, ni date";
            case HEADER_TOO_LONG -> "son en-tête est trop long";
            case UNKNOWN_CHARSET, BAD_CHARSET_DATA -> "certains caractères sont illisibles";
            case BAD_TRANSFER_ENCODING -> "une partie de son contenu est abîmée";
            case BAD_STRUCTURE -> "sa structure est abîmée";
            case NESTED_TOO_DEEP -> "il contient trop de messages les uns dans les autres";
            case TEXT_TRUNCATED -> "son texte est très long, seul le début est montré";
            case BAD_DATE, BAD_ADDRESS, TOO_MANY_RECIPIENTS -> "";
        };
    }
}
