package dev.torsion.conch.git;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a client may ask of Git.
 */
enum GitService {

	UPLOAD_PACK("upload-pack", List.of("--strict"), false),

	UPLOAD_ARCHIVE("upload-archive", List.of(), false),

	RECEIVE_PACK("receive-pack", List.of(), true);

	private final String verb;

	private final List<String> options;

	private final boolean writing;

	GitService(String verb, List<String> options, boolean writing) {
		this.verb = verb;
		this.options = options;
		this.writing = writing;
	}

	/**
	 * The service that the words of a command line ask for, {@code git-upload-pack path}
	 * or {@code git upload-pack path}.
	 */
	static @Nullable GitService of(List<String> words) {
		String command = String.join("-", words.subList(0, Math.max(0, words.size() - 1)));
		return Arrays.stream(values())
			.filter((service) -> command.equals("git-" + service.verb))
			.findFirst()
			.orElse(null);
	}

	String verb() {
		return this.verb;
	}

	List<String> options() {
		return this.options;
	}

	boolean isWriting() {
		return this.writing;
	}

}
