package dev.torsion.mail.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.torsion.net.Certificates;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application that hosts {@code example.org} in Maildirs: ada, bob and cleo, whose
 * password is {@code secret}.
 *
 * @param application the application
 * @param folder where its files are, and its certificate for {@code localhost}
 */
record HostedMail(ConfigurableApplicationContext application, Path folder) implements AutoCloseable {

	static HostedMail start(Path folder) throws IOException {
		Path certificate = folder.resolve("mx.crt");
		Path key = folder.resolve("mx.key");
		Certificates.write("localhost", certificate, key);
		return new HostedMail(new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--network.data=" + folder, "--network.mail.domains[0].name=example.org",
					"--network.mail.hostname=mx.example.org", "--network.mail.smtp.port=0",
					"--network.mail.submission.port=0", "--network.mail.submission.tls-port=0",
					"--network.mail.lmtp.enabled=true", "--network.mail.lmtp.port=0", "--network.mail.pop3.port=0",
					"--network.mail.pop3.tls-port=0", "--network.mail.ssl.bundle=mx",
					"--spring.ssl.bundle.pem.mx.keystore.certificate=" + certificate,
					"--spring.ssl.bundle.pem.mx.keystore.private-key=" + key,
					"--network.cred.users[0].name=ada@example.org", "--network.cred.users[0].password={noop}secret",
					"--network.cred.users[1].name=bob@example.org", "--network.cred.users[1].password={noop}secret",
					"--network.cred.users[2].name=cleo@example.org", "--network.cred.users[2].password={noop}secret",
					"--spring.reactor.netty.shutdown-quiet-period=0s", "--network.shutdown.grace-period=1s"),
				folder);
	}

	String port(String listener) {
		return this.application.getEnvironment().getRequiredProperty("local.network." + listener + ".port");
	}

	/** The messages of a user, as they are in the files. */
	List<String> messages(String user) throws IOException {
		List<String> messages = new ArrayList<>();
		try (Stream<Path> files = Files.list(this.folder.resolve("mail/example.org").resolve(user).resolve("new"))) {
			for (Path file : files.toList()) {
				messages.add(Files.readString(file, StandardCharsets.UTF_8));
			}
		}
		return messages;
	}

	@Override
	public void close() {
		this.application.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
