package dev.torsion.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.mapping.Say.Voice;
import dev.torsion.mapping.Template.Syntax;
import dev.torsion.mapping.autoconfigure.MappingAutoConfiguration;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.ContextView;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MappedMethods} and the {@link Mapping mappings} they find.
 */
class MappedMethodsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				MappingAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s");

	@Test
	void adaptsWhatMethodsReturn() {
		this.runner.withBean(Returns.class).run((context) -> {
			for (String kind : List.of("value", "optional", "mono", "stage")) {
				assertThat(say(context, "give " + kind)).as(kind).containsExactly(kind);
			}
			assertThat(say(context, "give flux")).containsExactly("one", "two");
			for (String nothing : List.of("null", "absent", "empty", "void", "nostage")) {
				assertThat(say(context, "give " + nothing)).as(nothing).isEmpty();
			}
		});
	}

	@Test
	void callsOnThePoolWhatMayBlockAndNothingElse() {
		this.runner.withBean(Threads.class).run((context) -> {
			String here = Thread.currentThread().getName();
			assertThat(say(context, "where plain")).singleElement().asString().isNotEqualTo(here);
			assertThat(say(context, "where mono")).containsExactly(here);
			assertThat(say(context, "where promised")).containsExactly(here);
		});
	}

	@Test
	void bindsVariablesByNameAndConvertsThem() {
		this.runner.withBean(Binds.class).run((context) -> {
			assertThat(say(context, "add 40 2")).containsExactly(42);
			assertThat(say(context, "ping 192.0.2.1")).containsExactly("192.0.2.1");
			assertThat(say(context, "echo a b c")).containsExactly("a b c");
		});
	}

	@Test
	void bindsWhatTheProtocolOffersByType() {
		this.runner.withBean(Binds.class)
			.run((context) -> assertThat(say(context, "who")).containsExactly("Soprano from voice"));
	}

	@Test
	void asksResolversForWhatIsLeft() {
		this.runner.withBean(Resolved.class)
			.withBean(ArgumentResolver.class, LengthResolver::new)
			.run((context) -> assertThat(say(context, "length abc")).containsExactly(3L));
	}

	@Test
	void tellsWhichVariableIsNotWhatTheMethodTakes() {
		this.runner.withBean(Binds.class).run((context) -> {
			for (String text : List.of("add 40 two", "ping host.example")) {
				StepVerifier.create(publisher(context, text)).verifyErrorSatisfies((ex) -> {
					assertThat(ex).isInstanceOf(ArgumentMismatchException.class);
					assertThat(((ArgumentMismatchException) ex).variable()).isIn("b", "target");
				});
			}
		});
	}

	@Test
	void handsErrorsOnAsTheyAre() {
		this.runner.withBean(Fails.class).run((context) -> {
			for (String text : List.of("fail sync", "fail mono", "fail plain")) {
				StepVerifier.create(publisher(context, text)).verifyErrorMatches((ex) -> ex == Fails.FAILURE);
			}
		});
	}

	@Test
	void findsMethodsByAnnotationsOfAnnotationsAndResolvesPlaceholders() {
		this.runner.withBean(Merged.class).withPropertyValues("test.word=hello").run((context) -> {
			assertThat(say(context, "hello there")).containsExactly("hello");
			assertThat(say(context, "greet bob")).containsExactly("greeted bob");
		});
	}

	@Test
	void findsMethodsOfAnyBeanWhereAKindHasNoStereotype() {
		MappingKind<Say> anywhere = new MappingKind<>(null, Say.class, (say) -> List.of(say.value()), Syntax.WORDS,
				Set.of());
		this.runner.withBean(Unmarked.class)
			.withBean(Returns.class)
			.run((context) -> assertThat(context.getBean(MappedMethods.class).find(anywhere))
				.extracting((mapping) -> mapping.template().toString())
				.contains("unmarked", "give value"));
		this.runner.withBean(Unmarked.class)
			.run((context) -> assertThat(context.getBean(MappedMethods.class).find(Say.KIND)).isEmpty());
	}

	@Test
	void makesALazyBeanWhenItIsCalled() {
		this.runner.withUserConfiguration(LazyOne.class).run((context) -> {
			Mapping<Say> mapping = context.getBean(MappedMethods.class).find(Say.KIND).get(0);
			assertThat(context.getBeanFactory().containsSingleton("late")).isFalse();
			assertThat(mapping.invoke(List.of("late"), List.of()).collectList().block()).containsExactly("here");
			assertThat(context.getBeanFactory().containsSingleton("late")).isTrue();
		});
	}

	@Test
	void callsThroughTheProxySoThatSecurityHolds() {
		this.runner.withUserConfiguration(Guarded.class).run((context) -> {
			StepVerifier.create(publisher(context, "open")).verifyError(AccessDeniedException.class);
			StepVerifier
				.create(publisher(context, "open").contextWrite(ReactiveSecurityContextHolder
					.withAuthentication(new TestingAuthenticationToken("ops", "x", "ROLE_OPS"))))
				.expectNext("gold for ops")
				.verifyComplete();
		});
	}

	@Test
	void callsThroughAProxyThatHasTheInterfaceOnly() {
		this.runner.withUserConfiguration(GuardedDoor.class).run((context) -> {
			assertThat(context.getBean("door")).isNotInstanceOf(WoodenDoor.class);
			StepVerifier.create(publisher(context, "enter")).verifyError(AccessDeniedException.class);
		});
	}

	@Test
	void callsABeanOfAScopeThroughItsProxyOnce() {
		this.runner.withUserConfiguration(Scoped.class).run((context) -> {
			assertThat(context.getBean(MappedMethods.class).find(Say.KIND)).hasSize(1);
			assertThat(say(context, "count")).isNotEqualTo(say(context, "count"));
		});
	}

	@Test
	void refusesTwoMethodsThatAnswerForTheSame() {
		this.runner.withBean(Twice.class)
			.run((context) -> assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> table(context))
				.satisfies((failure) -> assertThat(failure.analysis().getDescription()).contains("'a{x} b'", "'{y}a b'",
						Twice.class.getName() + ".one", Twice.class.getName() + ".two")));
	}

	@Test
	void refusesAParameterOfWhichNothingIsKnown() {
		this.runner.withBean(Resolved.class)
			.run((context) -> assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> table(context))
				.satisfies((failure) -> assertThat(failure.analysis().getDescription()).contains("parameter 0",
						Resolved.class.getName(), "length"))
				.satisfies((failure) -> assertThat(failure.analysis().getAction()).contains("'length {text}'",
						"[Voice]")));
	}

	@Test
	void refusesATemplateThatIsNone() {
		this.runner.withBean(Wrong.class)
			.run((context) -> assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> table(context))
				.satisfies((failure) -> assertThat(failure.analysis().getDescription()).contains("'do {}'",
						Wrong.class.getName() + ".wrong"))
				.satisfies((failure) -> assertThat(failure.analysis().getAction()).contains("@Say")));
	}

	@Test
	void securesWhatMayBlockByTheContextOfTheThread() {
		this.runner.withUserConfiguration(GuardedSafe.class).run((context) -> {
			for (String text : List.of("unlock", "unlock later")) {
				StepVerifier.create(publisher(context, text).contextWrite(peer("eve", "ROLE_USER")))
					.verifyError(AccessDeniedException.class);
				StepVerifier.create(publisher(context, text)).verifyError(AuthenticationException.class);
				assertThat(publisher(context, text).contextWrite(peer("olga", "ROLE_OPS")).collectList().block())
					.containsExactly("gold for olga");
			}
			assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
			assertThat(say(context, "who is it")).containsExactly("nobody");
		});
	}

	@Test
	void givesTheSegmentsOfAVariableForSeveralAsTheyAre() {
		this.runner.withBean(Lists.class)
			.run((context) -> assertThat(context.getBean(MappedMethods.class)
				.find(Say.KIND)
				.get(0)
				.invoke(List.of("list", "a b", "c", "end"), List.of())
				.blockLast()).isEqualTo(List.of("a b", "c")));
	}

	private static ContextView peer(String name, String role) {
		return ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken(name, "secret", role));
	}

	private static @Nullable List<Object> say(BeanFactory context, String text) {
		return publisher(context, text).collectList().block();
	}

	private static Flux<Object> publisher(BeanFactory context, String text) {
		List<String> words = List.of(text.split(" "));
		Mapping<Say> mapping = table(context).find(words);
		assertThat(mapping).as(text).isNotNull();
		return mapping.invoke(words, List.of(new Voice("Soprano")));
	}

	private static MappingTable<Mapping<Say>> table(BeanFactory context) {
		Map<Template, Mapping<Say>> mappings = new LinkedHashMap<>();
		context.getBean(MappedMethods.class)
			.find(Say.KIND)
			.forEach((mapping) -> mappings.put(mapping.template(), mapping));
		return new MappingTable<>(Syntax.WORDS, mappings);
	}

	static class Unmarked {

		@Say("unmarked")
		String unmarked() {
			return "unmarked";
		}

	}

	@Speaker
	static class Returns {

		@Say("give value")
		String value() {
			return "value";
		}

		@Say("give optional")
		Optional<String> optional() {
			return Optional.of("optional");
		}

		@Say("give mono")
		Mono<String> mono() {
			return Mono.just("mono");
		}

		@Say("give flux")
		Flux<String> flux() {
			return Flux.just("one", "two");
		}

		@Say("give stage")
		CompletionStage<String> stage() {
			return CompletableFuture.completedFuture("stage");
		}

		@Say("give null")
		@Nullable String nothing() {
			return null;
		}

		@Say("give absent")
		Optional<String> absent() {
			return Optional.empty();
		}

		@Say("give empty")
		Mono<String> empty() {
			return Mono.empty();
		}

		@Say("give void")
		void nothingAtAll() {
		}

		@Say("give nostage")
		CompletionStage<String> noStage() {
			return CompletableFuture.completedFuture(null);
		}

	}

	@Speaker
	static class Threads {

		@Say("where plain")
		String plain() {
			return Thread.currentThread().getName();
		}

		@Say("where mono")
		Mono<String> mono() {
			return Mono.just(Thread.currentThread().getName());
		}

		@Say("where promised")
		@NonBlocking
		String promised() {
			return Thread.currentThread().getName();
		}

	}

	@Speaker
	static class Binds {

		@Say("add {a} {b}")
		Mono<Integer> add(int b, Integer a) {
			return Mono.just(a + b);
		}

		@Say("ping {target}")
		Mono<String> ping(InetAddress target) {
			return Mono.just(target.getHostAddress());
		}

		@Say("echo {*words}")
		Mono<String> echo(String words) {
			return Mono.just(words);
		}

		@Say("who")
		Mono<String> who(Voice voice) {
			return Mono.just(voice.name() + " from voice");
		}

	}

	@Speaker
	static class Resolved {

		@Say("length {text}")
		Mono<Long> length(Long size) {
			return Mono.just(size);
		}

	}

	@Speaker
	static class Fails {

		static final Exception FAILURE = new Exception("checked");

		@Say("fail sync")
		Mono<String> sync() throws Exception {
			throw FAILURE;
		}

		@Say("fail mono")
		Mono<String> mono() {
			return Mono.error(FAILURE);
		}

		@Say("fail plain")
		String plain() throws Exception {
			throw FAILURE;
		}

	}

	@Speaker
	static class Merged {

		@Hello
		Mono<String> hello() {
			return Mono.just("hello");
		}

		@Say({ "greet {name}", "salute {name}" })
		Mono<String> greet(String name) {
			return Mono.just("greeted " + name);
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@Say("${test.word} there")
	@interface Hello {

	}

	@Speaker
	static class Twice {

		@Say("a{x} b")
		Mono<String> one(String x) {
			return Mono.just(x);
		}

		@Say("{y}a b")
		Mono<String> two(String y) {
			return Mono.just(y);
		}

	}

	@Speaker
	static class Wrong {

		@Say("do {}")
		void wrong() {
		}

	}

	@Speaker
	static class Late {

		@Say("late")
		Mono<String> late() {
			return Mono.just("here");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyOne {

		@Bean
		@Lazy
		Late late() {
			return new Late();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableReactiveMethodSecurity
	static class Guarded {

		@Bean
		Vault vault() {
			return new Vault();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableReactiveMethodSecurity
	static class GuardedDoor {

		@Bean
		WoodenDoor door() {
			return new WoodenDoor();
		}

	}

	interface Door {

		Mono<String> enter();

	}

	@Speaker
	static class WoodenDoor implements Door {

		@Override
		@Say("enter")
		@PreAuthorize("hasRole('OPS')")
		public Mono<String> enter() {
			return Mono.just("entered");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Counted counted() {
			return new Counted();
		}

	}

	@Speaker
	static class Counted {

		private static final AtomicInteger COUNT = new AtomicInteger();

		private final int number = COUNT.incrementAndGet();

		@Say("count")
		Mono<Integer> count() {
			return Mono.just(this.number);
		}

	}

	@Speaker
	static class Vault {

		@Say("open")
		@PreAuthorize("hasRole('OPS')")
		public Mono<String> open() {
			return ReactiveSecurityContextHolder.getContext()
				.mapNotNull((security) -> security.getAuthentication())
				.map((peer) -> "gold for " + peer.getName());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	static class GuardedSafe {

		@Bean
		Safe safe() {
			return new Safe();
		}

	}

	@Speaker
	static class Safe {

		@Say("unlock")
		@PreAuthorize("hasRole('OPS')")
		public String unlock() {
			Authentication peer = SecurityContextHolder.getContext().getAuthentication();
			return "gold for " + ((peer != null) ? peer.getName() : "nobody");
		}

		@Say("unlock later")
		@PreAuthorize("hasRole('OPS')")
		public Mono<String> unlockLater() {
			return Mono.just(unlock());
		}

		@Say("who is it")
		public String who() {
			return (SecurityContextHolder.getContext().getAuthentication() == null) ? "nobody" : "somebody";
		}

	}

	@Speaker
	static class Lists {

		@Say("list {*words} end")
		List<String> list(List<String> words) {
			return words;
		}

	}

	private static final class LengthResolver implements ArgumentResolver {

		@Override
		public boolean supports(MethodParameter parameter) {
			return parameter.getParameterType() == Long.class;
		}

		@Override
		public Object resolve(MethodParameter parameter, Invocation invocation) {
			return (long) invocation.variables().getOrDefault("text", "").length();
		}

	}

}
