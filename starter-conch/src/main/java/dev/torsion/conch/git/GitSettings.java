package dev.torsion.conch.git;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is served by Git.
 *
 * @param program the program {@code git}
 * @param path the value of PATH for it and for the hooks of repositories
 * @param readRole who may fetch, without the prefix {@code ROLE_}; {@code null} for
 * everybody who has logged in
 * @param writeRole who may push, likewise; {@code null} for nobody
 * @param timeout how long one may take
 */
public record GitSettings(Path program, String path, @Nullable String readRole, @Nullable String writeRole,
		Duration timeout) {

}
