package fr.spico.sandbox.james;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.imap.encode.FetchResponseEncoder;
import org.apache.james.imap.encode.ImapResponseComposer;
import org.apache.james.imap.encode.ImapResponseEncoder;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.imap.message.response.FetchResponse.Envelope;
import org.apache.james.imap.message.response.FetchResponse.Structure;
import org.jspecify.annotations.Nullable;

/// James 3.8.1 decodes the parameters of BODYSTRUCTURE, then writes them in ASCII: `r?sum?.pdf`.
/// Here they are written as RFC 2231 has them in mails: `filename*=UTF-8''r%C3%A9sum%C3%A9.pdf`.
public final class UnicodeFetchEncoder implements ImapResponseEncoder<FetchResponse> {
    private final FetchResponseEncoder james = new FetchResponseEncoder();

    @Override
    public Class<FetchResponse> acceptableMessages() {
        return FetchResponse.class;
    }

    @Override
    public void encode(FetchResponse response, ImapResponseComposer composer) throws IOException {
        boolean structured = response.getBody() != null || response.getBodyStructure() != null;
        james.encode(structured ? encoded(response) : response, composer);
    }

    private static FetchResponse encoded(FetchResponse r) {
        return new FetchResponse(
                r.getMessageNumber(),
                r.getFlags(),
                r.getUid(),
                r.getSaveDate(),
                r.getModSeq(),
                r.getInternalDate(),
                r.getSize(),
                r.getEnvelope(),
                encoded(r.getBody()),
                encoded(r.getBodyStructure()),
                r.getElements(),
                r.getEmailId(),
                r.getThreadId());
    }

    private static @Nullable Structure encoded(@Nullable Structure structure) {
        return structure == null ? null : new Encoded(structure);
    }

    /// The same structure with parameters that ASCII can hold.
    private record Encoded(Structure original) implements Structure {
        @Override
        public @Nullable List<String> getParameters() {
            List<String> given = original.getParameters();
            if (given == null) {
                return null;
            }
            List<String> parameters = new ArrayList<>();
            for (int i = 0; i + 1 < given.size(); i += 2) {
                parameters.add(name(given.get(i), given.get(i + 1)));
                parameters.add(value(given.get(i + 1)));
            }
            return parameters;
        }

        @Override
        public @Nullable Map<String, String> getDispositionParams() {
            Map<String, String> given = original.getDispositionParams();
            if (given == null) {
                return null;
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            given.forEach((name, value) -> parameters.put(name(name, value), value(value)));
            return parameters;
        }

        @Override
        public @Nullable Iterator<Structure> parts() {
            Iterator<Structure> given = original.parts();
            if (given == null) {
                return null;
            }
            List<Structure> parts = new ArrayList<>();
            given.forEachRemaining(part -> parts.add(new Encoded(part)));
            return parts.iterator();
        }

        @Override
        public @Nullable Structure getBody() {
            return encoded(original.getBody());
        }

        @Override
        public String getMediaType() {
            return original.getMediaType();
        }

        @Override
        public String getSubType() {
            return original.getSubType();
        }

        @Override
        public String getId() {
            return original.getId();
        }

        @Override
        public String getDescription() {
            return original.getDescription();
        }

        @Override
        public String getEncoding() {
            return original.getEncoding();
        }

        @Override
        public long getOctets() {
            return original.getOctets();
        }

        @Override
        public long getLines() {
            return original.getLines();
        }

        @Override
        public String getMD5() {
            return original.getMD5();
        }

        @Override
        public String getDisposition() {
            return original.getDisposition();
        }

        @Override
        public List<String> getLanguages() {
            return original.getLanguages();
        }

        @Override
        public String getLocation() {
            return original.getLocation();
        }

        @Override
        public Envelope getEnvelope() {
            return original.getEnvelope();
        }
    }

    private static String name(String name, @Nullable String value) {
        return isAscii(value) ? name : name + "*";
    }

    private static @Nullable String value(@Nullable String value) {
        return isAscii(value) ? value : "UTF-8''" + percent(Optional.ofNullable(value).orElse(""));
    }

    private static boolean isAscii(@Nullable String value) {
        return value == null || value.chars().allMatch(c -> c < 128);
    }

    private static String percent(String text) {
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(UTF_8)) {
            boolean plain =
                    octet > 0 && (Character.isLetterOrDigit(octet) || ".-_".indexOf(octet) >= 0);
            out.append(plain ? String.valueOf((char) octet) : "%%%02X".formatted(octet & 0xFF));
        }
        return out.toString();
    }
}
