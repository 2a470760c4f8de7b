package dev.torsion.names.autoconfigure.controller;

import java.time.Duration;
import java.util.List;

import dev.torsion.mapping.MappedMethods;
import dev.torsion.mapping.autoconfigure.MappingAutoConfiguration;
import dev.torsion.names.DnsController;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsMapping;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.Exchanges;
import dev.torsion.names.controller.ControllerHandler;
import dev.torsion.names.controller.ControllerSettings;
import dev.torsion.names.session.ZoneSelector;
import dev.torsion.names.zone.ZoneSet;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ControllerAutoConfiguration}.
 */
class ControllerAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				MappingAutoConfiguration.class, ControllerAutoConfiguration.class))
		.withBean(ZoneSelector.class, () -> (client, listener) -> ZoneSet.NONE);

	@Test
	void makesNothingWhereNoMethodIsMapped() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(DnsHandler.class));
	}

	@Test
	void letsMethodsAnswerBeforeTheZones() {
		this.runner.withBean(Texts.class).run((context) -> {
			ControllerHandler handler = context.getBean(ControllerHandler.class);
			assertThat(handler.supports(DnsQuestion.of(Name.fromConstantString("a.example."), Type.TXT))).isTrue();
			assertThat(handler.getOrder()).isLessThan(DnsHandler.ZONES);
			assertThat(ttl(handler)).isEqualTo(60);
		});
	}

	@Test
	void bindsTheTimeThatAnswersMayBeKept() {
		this.runner.withBean(Texts.class)
			.withPropertyValues("network.names.controllers.ttl=5m")
			.run((context) -> assertThat(ttl(context.getBean(ControllerHandler.class))).isEqualTo(300));
	}

	@Test
	void bindsTheTimeThatAMethodMayTake() {
		this.runner.withBean(Texts.class)
			.withPropertyValues("network.names.controllers.timeout=1s")
			.run((context) -> assertThat(context.getBean(ControllerProperties.class).settings())
				.isEqualTo(new ControllerSettings(Duration.ofMinutes(1), Duration.ofSeconds(1))));
	}

	@Test
	void tellsANativeImageOfTheMethods() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean(Texts.class);
		GenerationContext generation = new DefaultGenerationContext(new ClassNameGenerator(ClassName.get(Texts.class)),
				new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Texts.class, "text"))
			.accepts(generation.getRuntimeHints());
	}

	@Test
	void isSwitchedOffWithTheServer() {
		this.runner.withBean(Texts.class)
			.withPropertyValues("network.names.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(DnsHandler.class));
	}

	@Test
	void backsOffForAnotherBean() {
		MappedMethods none = new MappedMethods(new DefaultListableBeanFactory(), new VirtualEventLoop(), List.of());
		ControllerHandler own = new ControllerHandler(none, (client, listener) -> ZoneSet.NONE,
				new ControllerSettings(Duration.ZERO, Duration.ZERO));
		this.runner.withBean(Texts.class)
			.withBean(ControllerHandler.class, () -> own)
			.run((context) -> assertThat(context.getBean(ControllerHandler.class)).isSameAs(own));
	}

	private static long ttl(DnsHandler handler) {
		return handler.handle(Exchanges.udp("a.example.", Type.TXT))
			.blockOptional()
			.orElseThrow()
			.answer()
			.get(0)
			.getTTL();
	}

	@DnsController
	static class Texts {

		@DnsMapping(name = "{x}.example", type = Type.TXT)
		Mono<String> text(String x) {
			return Mono.just(x);
		}

	}

}
