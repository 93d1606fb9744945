package fr.spico.platform.time;

import java.util.UUID;

/// Where new ids come from; tests give their own.
public interface IdSource {
    UUID next();
}
