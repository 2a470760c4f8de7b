package dev.torsion.demo;

import java.io.IOException;

import dev.torsion.conch.SshCommand;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

/**
 * The settings, by SSH.
 */
@Component
class GreetingCommands {

	private final Settings settings;

	GreetingCommands(Settings settings) {
		this.settings = settings;
	}

	@SshCommand(value = "greeting", description = "shows how everybody is greeted")
	String show() {
		return this.settings.greeting();
	}

	@SshCommand(value = "greeting set {*text}", description = "greets everybody otherwise")
	@PreAuthorize("hasRole('ADMIN')")
	String change(String text) throws IOException {
		return this.settings.greet(text);
	}

}
