package fr.spico.jmap.core;

import java.util.regex.Pattern;

/// The data type Id (RFC 8620 §1.2).
public final class JmapId {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private JmapId() {}

    public static boolean fits(String text) {
        return SHAPE.matcher(text).matches();
    }
}
