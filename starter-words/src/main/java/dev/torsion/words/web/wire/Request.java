package dev.torsion.words.web.wire;

import org.jspecify.annotations.Nullable;

/**
 * A command with what its answer is known by.
 *
 * @param id the identifier, {@code null} for none
 * @param command the command
 */
public record Request(@Nullable String id, Command command) {

}
