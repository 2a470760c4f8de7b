package dev.torsion.conch.manhole.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Engine}.
 */
public class EngineTests {

	private static final Limits LIMITS = new Limits(2000, 20, Duration.ofMillis(200));

	private static GenericApplicationContext context;

	private static CompilerClassPath classPath;

	private static Engine engine;

	private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

	private final Evaluator alice = new Evaluator(new TestingAuthenticationToken("alice", null), this.terminal);

	@BeforeAll
	static void open() {
		context = new GenericApplicationContext();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("app.password", "hunter2-very-secret", "app.name", "shop", "app.secret", "abc")));
		context.registerBean("orders", Orders.class, () -> new HiddenOrders());
		context.registerBean("shop", Shop.class, Shop::new);
		context.registerBean("failing", Thread.class, () -> {
			throw new IllegalStateException("cannot be made");
		}, (definition) -> definition.setLazyInit(true));
		context.refresh();
		classPath = new CompilerClassPath(EngineTests.class.getClassLoader());
		engine = new Engine(context, classPath, LIMITS);
	}

	@AfterAll
	static void close() throws Exception {
		engine.close();
		classPath.close();
		context.close();
	}

	@AfterEach
	void leavesNoInterruptBehind() {
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void evaluatesAnExpression() {
		assertThat(evaluate("20 + 22")).satisfies((outcome) -> {
			assertThat(outcome.kind()).isEqualTo(Outcome.Kind.VALUE);
			assertThat(outcome.type()).isEqualTo("int");
			assertThat(outcome.text()).isEqualTo("42");
			assertThat(outcome.name()).startsWith("$");
		});
	}

	@Test
	void keepsWhatWasDeclared() {
		evaluate("int kept = 20");
		evaluate("int twice(int x) { return 2 * x; }");
		assertThat(evaluate("twice(kept) + 2").text()).isEqualTo("42");
		assertThat(engine.variables()).contains("int kept");
		assertThat(engine.snippets()).anyMatch((source) -> source.endsWith("int kept = 20;"));
	}

	@Test
	void evaluatesSeveralSnippetsUpToOneThatFails() {
		assertThat(evaluateAll("int first = 1; int second = nonsense; int third = 3;")).extracting(Outcome::kind)
			.containsExactly(Outcome.Kind.VALUE, Outcome.Kind.REJECTED);
		assertThat(evaluate("third").kind()).isEqualTo(Outcome.Kind.REJECTED);
	}

	@Test
	void tellsWhatTheCompilerSays() {
		assertThat(evaluate("int x = \"text\"")).isEqualTo(new Outcome(Outcome.Kind.REJECTED, null, null,
				"incompatible types: java.lang.String cannot be converted to int"));
	}

	@Test
	void tellsOfAnExceptionWithTheStackOfTheSnippet() {
		evaluate("void fail() { throw new IllegalStateException(\"no\", new RuntimeException(\"why\")); }");
		Outcome outcome = evaluate("fail()");
		assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
		assertThat(outcome.text()).startsWith("java.lang.IllegalStateException: no\n    at fail (#")
			.contains("Caused by: java.lang.RuntimeException: why")
			.doesNotContain("jdk.jshell", "dev.torsion.conch", "junit");
	}

	@Test
	void hasTheApplication() {
		assertThat(evaluate("context.getBeanDefinitionCount()").text()).isEqualTo("3");
		assertThat(evaluate("env.getProperty(\"app.name\")").text()).isEqualTo("\"shop\"");
		assertThat(evaluate("bean(dev.torsion.conch.manhole.engine.EngineTests.Shop.class).open()").text())
			.isEqualTo("true");
		assertThat(evaluate("dev.torsion.conch.manhole.engine.EngineTests.Shop s = bean(\"shop\")").kind())
			.isEqualTo(Outcome.Kind.VALUE);
		assertThat(evaluate("beans(\"ord*\")").text())
			.isEqualTo("{\"orders\"=\"" + HiddenOrders.class.getTypeName() + "\"}");
	}

	@Test
	void takesNamesOfBeansForVariables() {
		engine.reset();
		assertThat(evaluate("shop.open()").text()).isEqualTo("true");
		assertThat(evaluate("orders.count() + orders.count()").text()).isEqualTo("14");
		assertThat(evaluate("int more() { return orders.count() + 1; }").text()).isEmpty();
		assertThat(evaluate("more()").text()).isEqualTo("8");
	}

	@Test
	void takesNamesOfBeansForVariablesWithinMethods() {
		engine.reset();
		evaluate("int most() { return orders.count() + 2; }");
		assertThat(evaluate("most()").text()).isEqualTo("9");
	}

	@Test
	void letsAVariableOfTheSnippetHideABean() {
		engine.reset();
		assertThat(evaluate("Stream.of(1).map(orders -> orders + 1).toList()").text()).isEqualTo("[2]");
		assertThat(engine.variables()).noneMatch((variable) -> variable.endsWith(" orders"));
	}

	@Test
	void tellsWhyABeanCannotBeMade() {
		assertThat(evaluate("failing.open()")).satisfies((outcome) -> {
			assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
			assertThat(outcome.text()).contains("cannot be made");
		});
	}

	@Test
	void givesSnippetsTheTerminalAndLeavesSystemOutAlone() {
		evaluate("out.println(\"to the terminal\")");
		assertThat(this.terminal.toString(StandardCharsets.UTF_8)).isEqualTo("to the terminal\n");
	}

	@Test
	void waitsForPublishers() {
		assertThat(evaluate("Flux.range(1, 3)").text()).isEqualTo("[1, 2, 3]");
		assertThat(evaluate("Mono.just(\"x\").delayElement(Duration.ofMillis(1))").text()).isEqualTo("\"x\"");
		assertThat(evaluate("Mono.empty()").text()).isEqualTo("[]");
		assertThat(evaluate("Flux.range(1, 1000000)").text()).endsWith(", 19, 20] (more follow)");
		assertThat(evaluate("Flux.just(1).concatWith(Mono.never())").text()).isEqualTo("[1] (no more within 200 ms)");
		assertThat(evaluate("Mono.error(new IllegalStateException(\"late\"))").kind()).isEqualTo(Outcome.Kind.FAILED);
	}

	@Test
	void subscribesAsWhoHasLoggedIn() {
		context.getBean(Shop.class).customer = ReactiveSecurityContextHolder.getContext()
			.mapNotNull(SecurityContext::getAuthentication)
			.map(Authentication::getName);
		assertThat(evaluate("shop.customer").text()).isEqualTo("\"alice\"");
	}

	@Test
	void doesNotSubscribeToWhatIsOnlyDeclared() {
		assertThat(evaluate("var later = Mono.fromRunnable(() -> out.println(\"now\"))").text()).contains("Mono");
		assertThat(this.terminal.size()).isZero();
	}

	@Test
	void printsNoMoreThanHasRoom() {
		assertThat(evaluate("\"x\".repeat(10_000_000)").text()).hasSizeLessThan(2100).contains("more characters");
		assertThat(evaluate("IntStream.range(0, 1000000).boxed().toList()").text()).endsWith("19, ...]");
		assertThat(evaluate("new int[1000000]").text()).endsWith("0, ...]");
		assertThat(evaluate("List.of(List.of(\"y\".repeat(1500)), \"z\".repeat(1500))").text()).hasSizeLessThan(2100);
		assertThat(evaluate("Object[] itself = new Object[1]; itself[0] = itself; itself").text()).isNotEmpty();
		assertThat(evaluate("throw new IllegalStateException(\"x\".repeat(1_000_000));").text()).hasSizeLessThan(2200);
	}

	@Test
	void sendsNothingThatATerminalWouldObey() {
		assertThat(evaluate("\"\\u001b[2J\"").text()).isEqualTo("\"\\u001b[2J\"");
		assertThat(evaluate("new Object() { public String toString() { return \"\\u001b]0;x\\u0007\"; } }").text())
			.doesNotContain("\u001b");
		assertThat(evaluate("throw new IllegalStateException(\"\\u001b[2J\");").text()).doesNotContain("\u001b");
	}

	@Test
	void hidesSecrets() {
		assertThat(evaluate("env.getProperty(\"app.password\")").text()).isEqualTo("\"******\"");
		assertThat(evaluate("\"login \" + env.getProperty(\"app.password\")").text()).isEqualTo("\"login ******\"");
		assertThat(evaluate("Map.of(\"db.password\", 4711)").text()).isEqualTo("{\"db.password\"=******}");
		assertThat(evaluate("new StringBuilder(\"Source[user=a, password=b4, url=r2dbc:x://u:pw@host/db]\")").text())
			.contains("password=******", "://u:******@host")
			.doesNotContain("b4", "pw");
		assertThat(evaluate("throw new IllegalStateException(\"bad hunter2-very-secret\");").text())
			.doesNotContain("hunter2");
		// Too short to be hidden wherever it occurs
		assertThat(evaluate("\"abcdef\"").text()).isEqualTo("\"abcdef\"");
	}

	@Test
	void knowsWhetherThereIsMoreToCome() {
		assertThat(engine.isComplete("1 + 1")).isTrue();
		assertThat(engine.isComplete("int f() {")).isFalse();
		assertThat(engine.isComplete("int a = 1; int f() {")).isFalse();
		assertThat(engine.isComplete("foo(")).isFalse();
		assertThat(engine.isComplete("")).isTrue();
		assertThat(engine.isComplete("}")).isTrue();
	}

	@Test
	void suggestsHowToGoOn() {
		engine.reset();
		assertThat(engine.suggest("context.getBeanDef", 18).continuations()).contains("getBeanDefinitionCount()");
		assertThat(engine.suggest("ord", 3)).isEqualTo(new Suggestions(0, List.of("orders")));
		assertThat(engine.suggest("orders.co", 9)).isEqualTo(new Suggestions(7, List.of("count()")));
		assertThat(engine.suggest("failing.op", 10).continuations()).isEmpty();
		assertThat(engine.documentation("context.getBean(", 16)).anyMatch((text) -> text.contains("getBean(String"));
	}

	@Test
	void stopsALoop() {
		assertThat(stopped("while (true) { }").kind()).isEqualTo(Outcome.Kind.STOPPED);
		assertThat(stopped("int i = 0; for (;;) { i++; }").kind()).isEqualTo(Outcome.Kind.STOPPED);
		assertThat(stopped("for (;;) { try { Thread.sleep(10); } catch (InterruptedException ex) { } }").kind())
			.isEqualTo(Outcome.Kind.STOPPED);
		assertThat(evaluate("1 + 1").text()).isEqualTo("2");
	}

	@Test
	void stopsARecursion() {
		assertThat(stopped("void deep() { try { deep(); } catch (StackOverflowError ex) { deep(); } } deep();").kind())
			.isEqualTo(Outcome.Kind.STOPPED);
	}

	@Test
	void stopsWhatWaits() {
		assertThat(stopped("Thread.sleep(100_000)").kind()).isEqualTo(Outcome.Kind.STOPPED);
		assertThat(stopped("Mono.never().block()").kind()).isEqualTo(Outcome.Kind.STOPPED);
		assertThat(stopped("new Object() { public String toString() { while (true) { } } }").kind())
			.isEqualTo(Outcome.Kind.STOPPED);
	}

	@Test
	void stopsNobodyElse() {
		engine.stop(this.alice);
		assertThat(evaluate("1 + 1").text()).isEqualTo("2");
	}

	@Test
	void weavesMethodsThatUseSeveralClassesOfTheApplication() {
		String types = EngineTests.class.getName();
		evaluate("String which(boolean b) { Object o; if (b) o = new " + types + ".Shop(); else o = new " + types
				+ ".Stall(); while (b) { o.hashCode(); b = false; } return o.getClass().getSimpleName(); }");
		assertThat(evaluate("which(true) + which(false)").text()).isEqualTo("\"ShopStall\"");
	}

	private Outcome evaluate(String source) {
		List<Outcome> outcomes = evaluateAll(source);
		return outcomes.get(outcomes.size() - 1);
	}

	private List<Outcome> evaluateAll(String source) {
		List<Outcome> outcomes = new ArrayList<>();
		engine.evaluate(source, this.alice, outcomes::add);
		return outcomes;
	}

	/** Stops when the snippet says that it runs. */
	private Outcome stopped(String source) {
		CountDownLatch running = new CountDownLatch(1);
		Evaluator stopping = new Evaluator(this.alice.authentication(), new java.io.OutputStream() {

			@Override
			public void write(int b) {
				running.countDown();
			}

		});
		Thread stopper = new Thread(() -> {
			try {
				running.await();
				engine.stop(stopping);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		stopper.start();
		List<Outcome> outcomes = new ArrayList<>();
		engine.evaluate("out.println(1);" + source, stopping, outcomes::add);
		return outcomes.get(outcomes.size() - 1);
	}

	/** What the application has. */
	public interface Orders {

		int count();

	}

	/** A bean of a type that snippets cannot use. */
	static final class HiddenOrders implements Orders {

		@Override
		public int count() {
			return 7;
		}

	}

	/** A bean. */
	public static class Shop {

		public Mono<String> customer = Mono.empty();

		public boolean open() {
			return true;
		}

	}

	/** Another class. */
	public static class Stall extends Shop {

	}

}
