package fr.spico.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// Opens a file of 500 documents, and makes ten documents of 2 MB ready to send with their archive
/// (IHE XDM), as the application does.
final class DossierBench {

    private static final int DOCUMENTS = 500;
    private static final int LARGE = 10;
    private static final int LARGE_SIZE = 2 << 20;

    private final PlatformClient platform;
    private final Random random = new Random(7);

    DossierBench(PlatformClient platform) {
        this.platform = platform;
    }

    void run() throws Exception {
        platform.signIn("helene.castelbon@medimail.mssante.test", "Spico-demo-2026");
        String many = dossier("BANC", "MILLE");
        for (int i = 0; i < DOCUMENTS; i++) {
            document(many, pdf("document " + i, 2_000));
        }
        Timing opening =
                Timing.of(
                        "dossier of 500 documents, opened",
                        500,
                        300,
                        i ->
                                platform.fetchTogether(
                                        "/api/dossiers/" + many,
                                        "/api/dossiers/" + many + "/documents"));
        System.out.println(opening.json());
        String large = dossier("BANC", "DIX");
        List<String> ten = new ArrayList<>();
        for (int i = 0; i < LARGE; i++) {
            ten.add("\"" + document(large, pdf("grand " + i, LARGE_SIZE)) + "\"");
        }
        Timing ready = Timing.of("10 documents of 2 MB ready to send, XDM", 2, 10, i -> draft(ten));
        System.out.println(ready.json());
    }

    private void draft(List<String> documents) throws IOException, InterruptedException {
        JsonNode draft =
                platform.post(
                        "/api/sending/drafts",
                        "{\"documents\":[%s],\"xdm\":true}".formatted(String.join(",", documents)));
        if (!draft.path("xdm").path("on").asBoolean()) {
            throw new IOException("no archive: " + draft.path("xdm").path("why").asString(""));
        }
    }

    private String dossier(String name, String firstName) throws IOException, InterruptedException {
        return platform.post(
                        "/api/dossiers",
                        """
                        {"role":"attending","patient":{"birthName":"%s","birthFirstNames":"%s","sex":"F",
                         "birthDate":"1941-03-12","state":"provisional"}}\
                        """
                                .formatted(name, firstName))
                .path("id")
                .asString();
    }

    private String document(String dossier, byte[] content)
            throws IOException, InterruptedException {
        String file =
                platform.upload("/api/dossiers/" + dossier + "/files", content)
                        .path("fileId")
                        .asString();
        return platform.post(
                        "/api/dossiers/" + dossier + "/documents",
                        """
                        {"fileId":"%s","category":"11488-4","actDate":"2026-02-11"}\
                        """
                                .formatted(file))
                .path("id")
                .asString();
    }

    /// Looks like a scan: nothing in it can be compressed.
    private byte[] pdf(String text, int size) {
        byte[] octets = new byte[size];
        random.nextBytes(octets);
        byte[] start = ("%PDF-1.4\n% " + text + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, octets, 0, start.length);
        return octets;
    }
}
