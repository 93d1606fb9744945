package fr.spico.exchange;

import java.util.List;

/// What a received archive turned out to be.
public sealed interface ReceivedXdm {

    record Read(List<ReceivedDocument> documents) implements ReceivedXdm {
        public Read {
            documents = List.copyOf(documents);
        }
    }

    /// Nothing of it is opened.
    record Refused(XdmRefusal reason) implements ReceivedXdm {}
}
