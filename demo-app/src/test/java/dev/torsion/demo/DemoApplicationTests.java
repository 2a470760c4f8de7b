package dev.torsion.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tests for {@link DemoApplication}, in this process.
 */
class DemoApplicationTests extends DemoContract {

	@Override
	RunningDemo start(Path data) throws IOException {
		Path log = Files.createTempFile(data, "output", ".log");
		ConfigurableApplicationContext context = SpringApplication.run(DemoApplication.class, "--server.port=0",
				"--network.names.port=0", "--network.mail.smtp.port=0", "--network.mail.submission.port=0",
				"--network.mail.pop3.port=0", "--network.conch.port=0", "--network.words.irc.port=0",
				"--network.data=" + data, "--logging.file.name=" + log,
				"--spring.reactor.netty.shutdown-quiet-period=0s");
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return new RunningDemo(port, Files.readString(log), context::close);
	}

}
