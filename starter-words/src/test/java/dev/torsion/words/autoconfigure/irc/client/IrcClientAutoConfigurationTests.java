package dev.torsion.words.autoconfigure.irc.client;

import java.util.stream.Stream;

import dev.torsion.net.ConnectionSource;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.words.irc.client.IrcClient;
import dev.torsion.words.irc.client.IrcClientSettings;
import dev.torsion.words.irc.client.IrcClients;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class IrcClientAutoConfigurationTests {

	private static final String FIRST = "network.words.irc.client.connections[0].";

	private static final String SECOND = "network.words.irc.client.connections[1].";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				IrcClientAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s");

	@Test
	void connectsToNothingUnlessToldTo() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(IrcClients.class);
			assertThat(context).doesNotHaveBean(IrcClient.class);
		});
	}

	@Test
	void makesABeanOfEachConnection(CapturedOutput output) {
		this.runner
			.withPropertyValues(FIRST + "name=here", FIRST + "host=localhost", FIRST + "port=1", FIRST + "nick=bot",
					FIRST + "tls=false", FIRST + "account=amy", FIRST + "password=hush-hush",
					FIRST + "channels=#a,#b key", SECOND + "name=there", SECOND + "host=127.0.0.1", SECOND + "port=1",
					SECOND + "nick=bot", SECOND + "alternates=robot", SECOND + "server-password=psst-psst")
			.run((context) -> {
				IrcClient here = context.getBean("here", IrcClient.class);
				assertThat(here.isRunning()).isTrue();
				assertThat(here.name()).isEqualTo("irc-here");
				assertThat(context.getBean("there", IrcClient.class)).isNotSameAs(here);
				assertThat(context.getBean(IrcClientProperties.class).toString()).doesNotContain("hush", "psst");
			});
		assertThat(output).doesNotContain("hush-hush", "psst-psst");
	}

	@Test
	void startsAndStopsClientsThatAreBeansOfTheApplication() {
		this.runner.withUserConfiguration(Bot.class).run((context) -> {
			assertThat(context.getBean(IrcClient.class).isRunning()).isTrue();
			assertThat(context.getBean(ConnectionSource.class).name()).isEqualTo("irc-127.0.0.1");
			context.getSourceApplicationContext().close();
			assertThat(Bot.made).isNotNull().matches((client) -> !client.isRunning());
		});
	}

	@Test
	void leavesMakingClientsToTheApplication() {
		this.runner.withBean(IrcClients.class, () -> this::none)
			.run((context) -> assertThat(context.getBean(IrcClients.class)).isNotNull());
	}

	private IrcClient none(IrcClientSettings settings) {
		throw new IllegalStateException("none");
	}

	@Test
	void saysWhatIsMissing() {
		assertFailure("connections[0].name is not set", FIRST + "host=localhost", FIRST + "nick=bot");
		assertFailure("connections[0].host is not set", FIRST + "name=a", FIRST + "nick=bot");
		assertFailure("connections[0].nick is not set", FIRST + "name=a", FIRST + "host=localhost");
	}

	@Test
	void saysWhatIsWrong() {
		String[] a = { FIRST + "name=a", FIRST + "host=irc.example", FIRST + "nick=bot" };
		assertFailure("Plain text to irc.example", a, FIRST + "tls=false");
		assertFailure("There is a password, and no account", a, FIRST + "password=hush-hush");
		assertFailure("A name must not be empty", a, FIRST + "user=two words");
		assertFailure("There is no SSL bundle 'none', which the IRC client 'irc-a' names", a,
				FIRST + "ssl.bundle=none");
		assertFailure("connections[1].name is 'a', as is that before it", a, SECOND + "name=a",
				SECOND + "host=irc.example", SECOND + "nick=bot");
		assertFailure("has the name 'ircClients', and so has a bean of the application", FIRST + "name=ircClients",
				FIRST + "host=irc.example", FIRST + "nick=bot");
		this.runner.withPropertyValues(a)
			.withPropertyValues(FIRST + "tls=false", FIRST + "plain-text-allowed=true", FIRST + "host=192.0.2.1")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private void assertFailure(String message, String[] properties, String... more) {
		assertFailure(message, Stream.of(properties, more).flatMap(Stream::of).toArray(String[]::new));
	}

	private void assertFailure(String message, String... properties) {
		this.runner.withPropertyValues(properties)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(message)
				.satisfies((failure) -> assertThat(failure.toString()).doesNotContain("hush")));
	}

	@Configuration(proxyBeanMethods = false)
	static class Bot {

		static @Nullable IrcClient made;

		@Bean
		IrcClient bot(IrcClients clients) {
			IrcClient bot = clients.to("127.0.0.1").port(1).plainText().nick("bot").channels("#lobby").build();
			made = bot;
			return bot;
		}

	}

}
