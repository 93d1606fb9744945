package fr.spico.directory.search;

/// Where an entry is, as one value of the index.
record Place(String postalCode, String town, String department) {

    static final Place NOWHERE = new Place("", "", "");

    static Place parse(String value) {
        if (value.isEmpty()) {
            return NOWHERE;
        }
        String[] parts = value.split("\\|", -1);
        return new Place(parts[0], parts[1], parts[2]);
    }

    String value() {
        return equals(NOWHERE) ? "" : postalCode + "|" + town + "|" + department;
    }
}
