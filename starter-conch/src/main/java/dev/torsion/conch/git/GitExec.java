package dev.torsion.conch.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.process.ChildEnvironment;
import dev.torsion.conch.process.CommandWords;
import dev.torsion.conch.process.Roles;
import dev.torsion.conch.process.session.ChildProgram;
import dev.torsion.files.FilePath;
import dev.torsion.files.Jail;
import dev.torsion.net.EventLoop;
import dev.torsion.net.process.Command;
import dev.torsion.net.process.Processes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers for {@code git fetch}, {@code git push} and {@code git archive}. Paths are
 * those of the jail, with {@code .git} at the end or without; what a repository's hooks
 * do is up to who has put them there.
 */
public final class GitExec implements SshExec {

	private static final Pattern PROTOCOL = Pattern.compile("[a-z0-9=:]{1,64}");

	private static final int NO_REPOSITORY = 128;

	private final Jail root;

	private final GitSettings settings;

	private final Processes processes;

	private final EventLoop loop;

	/**
	 * Creates what answers.
	 * @param root where the repositories are
	 * @param settings what is served
	 * @param processes what starts Git
	 * @param loop where files are looked up
	 */
	public GitExec(Jail root, GitSettings settings, Processes processes, EventLoop loop) {
		this.root = root;
		this.settings = settings;
		this.processes = processes;
		this.loop = loop;
	}

	@Override
	public @Nullable SshProgram find(String line, SshSession session) {
		List<String> words = CommandWords.of(line);
		GitService service = (words != null) ? GitService.of(words) : null;
		if (words == null || service == null) {
			return null;
		}
		String path = words.get(words.size() - 1);
		return (current) -> serve(service, path, current);
	}

	/** Who may not read learns nothing about what there is. */
	private Mono<Integer> serve(GitService service, String path, SshSession session) {
		Mono<Path> repository = allowed(service, session) ? this.loop.blocking(() -> repository(path)) : Mono.empty();
		return repository.flatMap((directory) -> run(service, directory, session))
			.switchIfEmpty(Mono.defer(
					() -> session.printError("fatal: no such repository, or not for you\n").thenReturn(NO_REPOSITORY)));
	}

	private boolean allowed(GitService service, SshSession session) {
		String read = this.settings.readRole();
		String write = this.settings.writeRole();
		boolean reads = read == null || Roles.has(session, read);
		return service.isWriting() ? reads && write != null && Roles.has(session, write) : reads;
	}

	private @Nullable Path repository(String path) throws IOException {
		Path found = directory(path);
		return (found != null) ? found
				: directory((path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + ".git");
	}

	private @Nullable Path directory(String path) throws IOException {
		FilePath names;
		try {
			names = FilePath.of(path);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
		Path found = this.root.path(names);
		return (found != null && Files.isDirectory(found)) ? found.toAbsolutePath() : null;
	}

	private Mono<Integer> run(GitService service, Path repository, SshSession session) {
		List<String> line = new ArrayList<>(List.of(this.settings.program().toString(), service.verb()));
		line.addAll(service.options());
		line.add(repository.toString());
		Command command = Command.of(line.toArray(String[]::new))
			.withEnvironment(environment(session))
			.withDirectory(repository)
			.withTimeout(this.settings.timeout());
		return new ChildProgram(this.processes, command).run(session);
	}

	/** The version of the protocol is all that a client may tell Git this way. */
	private Map<String, String> environment(SshSession session) {
		Map<String, String> environment = ChildEnvironment.of(session, this.settings.path(), "/nonexistent");
		environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
		environment.put("GIT_TERMINAL_PROMPT", "0");
		String protocol = session.environment().getOrDefault("GIT_PROTOCOL", "");
		if (PROTOCOL.matcher(protocol).matches()) {
			environment.put("GIT_PROTOCOL", protocol);
		}
		return environment;
	}

}
