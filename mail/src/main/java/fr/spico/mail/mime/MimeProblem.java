package fr.spico.mail.mime;

/// What is wrong with a malformed message; shown to the reader in plain words, never an exception.
public enum MimeProblem {
    HEADER_TOO_LONG,
    NO_HEADER,
    BAD_DATE,
    BAD_ADDRESS,
    UNKNOWN_CHARSET,
    BAD_CHARSET_DATA,
    BAD_TRANSFER_ENCODING,
    BAD_STRUCTURE,
    NESTED_TOO_DEEP,
    TOO_MANY_RECIPIENTS,
    TEXT_TRUNCATED
}
