package dev.torsion.conch.autoconfigure.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.conch.git.GitExec;
import dev.torsion.files.Jail;
import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.ProcessAutoConfiguration;
import dev.torsion.net.process.Processes;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of Git over SSH.
 */
@AutoConfiguration(after = ProcessAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.conch.enabled", matchIfMissing = true)
@ConditionalOnProperty("network.conch.git.root")
@EnableConfigurationProperties(ConchGitProperties.class)
public final class ConchGitAutoConfiguration {

	@Bean
	GitExec sshGit(ConchGitProperties properties, Processes processes, EventLoop loop) {
		if (!properties.program().isAbsolute() || !Files.isExecutable(properties.program())) {
			throw new FailureAnalyzedException(
					"There is no program '%s' for Git over SSH.".formatted(properties.program()),
					"Install Git, or let network.conch.git.program be its absolute path.");
		}
		return new GitExec(jail(String.valueOf(properties.root())), properties.settings(), processes, loop);
	}

	private static Jail jail(String root) {
		try {
			return new Jail(Path.of(root));
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException(
					"The repositories in network.conch.git.root, '%s', cannot be read: %s.".formatted(root, ex),
					"Make the directory, or let network.conch.git.root be another.", ex);
		}
	}

}
