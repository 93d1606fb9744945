package fr.spico.exchange;

/// The file of a received document: what the CDA holds, or else what the archive holds.
public record ReceivedFile(Kind kind, byte[] octets) {

    /// @param type media type
    /// @param name as the file is called when it is downloaded (ECO.2.1.6)
    public record Kind(String type, String name) {
        @Override
        public String toString() {
            return "Kind[" + type + "]";
        }
    }

    @Override
    public String toString() {
        return "ReceivedFile[" + kind + "]";
    }
}
