package dev.torsion.conch.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.torsion.conch.SshCommand;
import dev.torsion.conch.SshSession;
import reactor.core.publisher.Flux;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application with an SSH server: amy, whose password is {@code secret}, and ops, of
 * the role OPS, whose password is the same.
 *
 * @param application the application
 * @param folder where its data is
 */
public record RunningConch(ConfigurableApplicationContext application, Path folder) implements AutoCloseable {

	/**
	 * Starts it on a free port.
	 * @param folder where its data is to be
	 * @param arguments more properties, each as {@code --name=value}
	 * @return the application
	 */
	public static RunningConch start(Path folder, String... arguments) {
		List<String> all = new ArrayList<>(
				List.of("--network.data=" + folder, "--network.conch.port=0", "--network.cred.users[0].name=amy",
						"--network.cred.users[0].password={noop}secret", "--network.cred.users[1].name=ops",
						"--network.cred.users[1].password={noop}secret", "--network.cred.users[1].roles=OPS",
						"--spring.reactor.netty.shutdown-quiet-period=0s", "--network.shutdown.grace-period=1s"));
		all.addAll(List.of(arguments));
		return new RunningConch(new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run(all.toArray(String[]::new)), folder);
	}

	/**
	 * Where it listens.
	 * @return the port
	 */
	public int port() {
		return port("conch");
	}

	/**
	 * Where one of its listeners listens.
	 * @param listener the name of the listener
	 * @return the port
	 */
	public int port(String listener) {
		return this.application.getEnvironment()
			.getRequiredProperty("local.network." + listener + ".port", Integer.class);
	}

	@Override
	public void close() {
		this.application.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Greetings greetings() {
			return new Greetings();
		}

	}

	/** Commands of the application. */
	static class Greetings {

		@SshCommand(value = "greet {name}", description = "greets somebody")
		String greet(String name) {
			return "Hello " + name;
		}

		@SshCommand("count {to}")
		Flux<String> count(int to) {
			return Flux.range(1, to).map(String::valueOf);
		}

		@SshCommand("env")
		String environment(SshSession session) {
			return session.environment()
				.entrySet()
				.stream()
				.map(Object::toString)
				.sorted()
				.collect(Collectors.joining("\n"));
		}

		@SshCommand("fail {status}")
		int fail(int status) {
			return status;
		}

		@SshCommand("upper")
		Flux<String> upper(Flux<String> lines) {
			return lines.map(String::toUpperCase);
		}

		@SshCommand("words {*all}")
		Flux<String> words(List<String> all) {
			return Flux.fromStream(Stream.of(all).flatMap(List::stream));
		}

	}

}
