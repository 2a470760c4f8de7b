package dev.torsion.conch.command;

import java.util.List;

import dev.torsion.conch.ShellCommand;
import dev.torsion.conch.SshSession;
import reactor.core.publisher.Mono;

/**
 * A command that is a bean.
 *
 * @param bean the bean
 */
record BeanCommand(ShellCommand bean) implements Command {

	@Override
	public String usage() {
		return this.bean.name();
	}

	@Override
	public String description() {
		return this.bean.description();
	}

	@Override
	public List<String> name() {
		return List.of(this.bean.name());
	}

	@Override
	public Mono<Integer> run(SshSession session, List<String> words) {
		return this.bean.run(session, words.subList(1, words.size()));
	}

	@Override
	public List<String> complete(List<String> words) {
		return this.bean.complete(words.subList(1, words.size()));
	}

}
