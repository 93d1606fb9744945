package fr.spico.sandbox.cast;

import java.util.List;

/// The trust space of the sandbox: three domains under the reserved `.test`.
public final class Domains {
    /// The regional operator, whose mailboxes the platform may open.
    public static final String REGIONAL = "medimail.mssante.test";

    /// Another operator, somewhere in the trust space.
    public static final String LIBERAL = "liberal.mssante.test";

    /// Patients, as Mon espace santé does it: the local part is the INS matricule with its key.
    public static final String PATIENT = "patient.mssante.test";

    public static final List<String> ALL = List.of(REGIONAL, LIBERAL, PATIENT);

    private Domains() {}

    /// True for an address of one of the three domains.
    public static boolean isLocal(String address) {
        return ALL.contains(of(address));
    }

    public static String of(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
