package dev.torsion.conch.autoconfigure.shell;

import java.util.List;

import dev.torsion.conch.ShellCommand;
import dev.torsion.conch.SshSession;
import reactor.core.publisher.Mono;

/**
 * A command that is a bean.
 */
class Greet implements ShellCommand {

	@Override
	public String name() {
		return "greet";
	}

	@Override
	public String description() {
		return "Greets";
	}

	@Override
	public Mono<Integer> run(SshSession session, List<String> words) {
		return session.print("hello " + words + "\n").thenReturn(words.size());
	}

	@Override
	public List<String> complete(List<String> words) {
		return List.of("alice", "bob");
	}

}
