package dev.torsion.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.torsion.files.DataFolder;

import org.springframework.stereotype.Component;

/**
 * What can be changed while the application runs, kept in the data folder.
 */
@Component
class Settings {

	static final int MAX_GREETING = 80;

	private static final String FILE = "greeting.txt";

	private final DataFolder data;

	private volatile String greeting;

	Settings(DataFolder data) throws IOException {
		this.data = data;
		Path file = this.data.resolve(FILE);
		this.greeting = Files.exists(file) ? Files.readString(file) : "Hello";
	}

	String greeting() {
		return this.greeting;
	}

	/**
	 * Changes the greeting. Writes to disk: not for the event loop.
	 * @return the greeting as it is kept
	 */
	synchronized String greet(String greeting) throws IOException {
		String stripped = greeting.strip();
		if (stripped.isEmpty() || stripped.length() > MAX_GREETING
				|| stripped.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("A greeting is one line of 1 to " + MAX_GREETING + " characters");
		}
		this.data.write(FILE, stripped);
		this.greeting = stripped;
		return stripped;
	}

}
