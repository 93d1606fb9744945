package fr.spico.sandbox.annuaire;

/// How the server behaves.
public enum AnnuaireMood {
    HEALTHY,
    /// 429 with `Retry-After`, whatever the pace.
    BUSY,
    /// 503, with a page of HTML as gateways have.
    DOWN,
    /// Every page but the first of a search answers 500.
    PAGE_FAILS,
    /// Answers after a while.
    SLOW,
    /// In each page one resource is no FHIR.
    MALFORMED
}
