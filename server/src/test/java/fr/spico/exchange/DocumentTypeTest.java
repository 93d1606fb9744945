package fr.spico.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentTypeTest {

    @Test
    void a_type_brings_its_label_its_system_and_its_class() {
        assertThat(DocumentType.of("34112-3"))
                .contains(
                        new DocumentType(
                                new Code(
                                        "34112-3",
                                        "2.16.840.1.113883.6.1",
                                        "CR hospitalier (séjour)"),
                                new Code("10", "1.2.250.1.213.1.1.4.1", "Compte rendu")));
        assertThat(DocumentType.of("PRESC-BIO").orElseThrow().code().system())
                .isEqualTo("1.2.250.1.213.1.1.4.12");
        assertThat(DocumentType.of("PRESC-BIO").orElseThrow().category().label())
                .isEqualTo("Prescription");
        assertThat(DocumentType.of("00000-0")).isEmpty();
    }

    @Test
    void the_whole_value_set_is_there_once() {
        assertThat(DocumentType.all()).hasSize(122).doesNotHaveDuplicates();
        assertThat(DocumentType.all())
                .allMatch(type -> !type.code().label().isBlank())
                .allMatch(type -> type.code().system().matches("[0-9.]+"));
    }
}
