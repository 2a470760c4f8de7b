package dev.torsion.conch.command;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshCommand;
import dev.torsion.conch.SshConnection;
import dev.torsion.conch.SshSession;
import dev.torsion.mapping.Mapping;
import dev.torsion.mapping.MappingKind;
import dev.torsion.mapping.Template;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;

/**
 * A command that is a method.
 *
 * @param mapping the method
 */
record MethodCommand(Mapping<SshCommand> mapping) implements Command {

	static final MappingKind<SshCommand> KIND = new MappingKind<>(null, SshCommand.class,
			(command) -> Arrays.asList(command.value()), Template.Syntax.WORDS,
			Set.of(SshSession.class, SshConnection.class, Authentication.class, Flux.class));

	@Override
	public String usage() {
		return this.mapping.template()
			.toString()
			.replaceAll("\\{\\*(\\w+)}", "<$1>...")
			.replaceAll("\\{(\\w+)}", "<$1>");
	}

	@Override
	public String description() {
		return this.mapping.annotation().description();
	}

	@Override
	public List<String> name() {
		return this.mapping.template().anchor();
	}

	@Override
	public Mono<Integer> run(SshSession session, List<String> words) {
		Flux<String> lines = Lines.of(session.input());
		return Results.write(this.mapping.invoke(words,
				List.of(session, session.connection(), session.connection().authentication(), lines)), session);
	}

	@Override
	public List<String> complete(List<String> words) {
		return List.of();
	}

}
