/// Configuration that belongs to no single feature: the data folder, the operator. Uses `mail`;
/// used by `replica`, `outbox`, `link`, `account`.
@NullMarked
package fr.spico.platform.config;

import org.jspecify.annotations.NullMarked;
