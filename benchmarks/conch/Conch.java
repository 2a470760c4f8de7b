import dev.torsion.conch.SshCommand;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that is nothing but the conch starter, with two commands. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Conch {

	public static void main(String[] arguments) {
		SpringApplication.run(Conch.class, arguments);
	}

	@Bean
	Commands commands() {
		return new Commands();
	}

	public static class Commands {

		/** Goes on until the peer leaves. */
		@SshCommand("sleep {seconds}")
		Mono<String> sleep(int seconds) {
			return Mono.never();
		}

		@SshCommand("echo {word}")
		String echo(String word) {
			return word;
		}

	}

}
