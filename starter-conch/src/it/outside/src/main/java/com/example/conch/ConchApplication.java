package com.example.conch;

import dev.torsion.conch.SshCommand;
import dev.torsion.conch.SshSession;
import reactor.core.publisher.Flux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ConchApplication {

	public static void main(String[] args) {
		SpringApplication.run(ConchApplication.class, args);
	}

	@SshCommand("deploy {app}")
	Flux<String> deploy(String app, SshSession session) {
		return Flux.just("Deploying " + app, "Done by " + session.connection().login().name());
	}

}
