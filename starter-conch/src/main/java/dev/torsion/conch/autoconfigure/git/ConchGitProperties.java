package dev.torsion.conch.autoconfigure.git;

import java.nio.file.Path;
import java.time.Duration;

import dev.torsion.conch.git.GitSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of Git over SSH.
 *
 * @param root directory of the repositories; none are served unless it is set
 * @param program the program 'git'
 * @param path search path it and the hooks of repositories are given
 * @param readRole who may fetch, without the prefix 'ROLE_'; everybody who has logged in
 * if not set
 * @param writeRole who may push, without the prefix 'ROLE_'; nobody if not set
 * @param timeout how long a fetch or a push may take
 */
@ConfigurationProperties("network.conch.git")
public record ConchGitProperties(@Nullable String root, @DefaultValue("/usr/bin/git") Path program,
		@DefaultValue("/usr/local/bin:/usr/bin:/bin") String path, @Nullable String readRole,
		@Nullable String writeRole, @DefaultValue("1h") Duration timeout) {

	GitSettings settings() {
		return new GitSettings(this.program, this.path, this.readRole, this.writeRole, this.timeout);
	}

}
