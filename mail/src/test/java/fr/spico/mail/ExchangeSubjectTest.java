package fr.spico.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Golden pairs of subjects (standards §3.1).
class ExchangeSubjectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CR d'examens biologiques            | VIAL           | PAUL          | 1978-11-26 | XDM/1.0/DDM+CR d'examens biologiques VIAL Paul 26/11/1978
                    2 documents                         | Le Péchoux     | Jean-François | 1941-03-02 | XDM/1.0/DDM+2 documents LE PECHOUX Jean-Francois 02/03/1941
                    CR ou fiche de suivi de soins par auxiliaire médical | D’ŒUVRE | MARIE ANGE | | XDM/1.0/DDM+CR ou fiche de suivi de soins par auxili D'OEUVRE Marie Ange
                    Note de transfert (dont lettre de liaison à l'entrée en établissement de soins) | VIAL | Zoé | 2019-01-31 | XDM/1.0/DDM+Note de transfert (dont lettre de liaiso VIAL Zoe 31/01/2019
                    """)
    void a_subject_says_what_of_whom_in_the_form_that_software_reads(
            String what, String name, String firstName, LocalDate born, String subject) {
        assertThat(ExchangeSubject.of(what, name, firstName, Optional.ofNullable(born)))
                .isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    XDM/1.0/DDM+CR opératoire VIAL Paul               | CR opératoire VIAL Paul
                    Re: XDM/1.0/DDM+CR opératoire VIAL Paul           | Re: CR opératoire VIAL Paul
                    [KO Intégration système !][902] XDM/1.0/DDM+CR opératoire VIAL Paul | [KO Intégration système !][902] CR opératoire VIAL Paul
                    xdm/1.0/ddm + CR opératoire                       | + CR opératoire
                    XDM/1.0/DDM                                       | ''
                    XDM/1.0/DDM+XDM/1.0/DDM+Deux fois                 | Deux fois
                    Un courriel sur XDM 1.0                           | Un courriel sur XDM 1.0
                    '  Deux  blancs  '                                | '  Deux  blancs  '
                    """)
    void people_never_see_the_mark(String subject, String shown) {
        assertThat(ExchangeSubject.shown(subject)).isEqualTo(shown);
        assertThat(ExchangeSubject.isMarked(shown)).isFalse();
    }
}
