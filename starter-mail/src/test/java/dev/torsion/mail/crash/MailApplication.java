package dev.torsion.mail.crash;

import java.io.IOException;
import java.io.OutputStream;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application with mailboxes, for a process of its own. It says its ports when it has
 * started, and ends when its input does, so that it never outlives a test.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class MailApplication {

	static final String STARTED = "Listening on ";

	public static void main(String[] arguments) throws IOException {
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(MailApplication.class)
			.web(WebApplicationType.NONE)
			.run(arguments)) {
			System.out.println(STARTED + port(application, "smtp") + ' ' + port(application, "lmtp") + ' '
					+ port(application, "pop3"));
			System.in.transferTo(OutputStream.nullOutputStream());
		}
	}

	private static String port(ConfigurableApplicationContext application, String listener) {
		return application.getEnvironment().getRequiredProperty("local.network." + listener + ".port");
	}

}
