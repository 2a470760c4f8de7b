package dev.torsion.conch.manhole;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.conch.manhole.engine.Engine;
import dev.torsion.conch.manhole.engine.Evaluator;
import dev.torsion.conch.manhole.engine.Outcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jline.reader.UserInterruptException;

/**
 * Reads source and commands, and shows what they come to.
 */
final class Prompt implements AutoCloseable {

	/** What is understood besides Java. */
	static final Map<String, String> COMMANDS = commands();

	private static final Log logger = LogFactory.getLog(Prompt.class);

	private static final int MAX_SOURCE = 64 * 1024;

	private static final String RED = "\u001b[31m";

	private static final String GREEN = "\u001b[1;32m";

	private static final String FAINT = "\u001b[2m";

	private static final String PLAIN = "\u001b[0m";

	private final ManholeSession session;

	private final Engine engine;

	private final Screen screen;

	private final Evaluator evaluator;

	private final PrintWriter writer;

	private final StringBuilder source = new StringBuilder();

	private Prompt(ManholeSession session, Engine engine) {
		this.session = session;
		this.engine = engine;
		SnippetCompleter completer = new SnippetCompleter(engine, this.source::toString);
		this.screen = Screen.of(session.session(), session.manhole().settings().terminal(), this::stop, completer);
		this.evaluator = new Evaluator(session.connection().authentication(), this.screen.out());
		this.writer = new PrintWriter(new OutputStreamWriter(this.screen.out(), StandardCharsets.UTF_8));
	}

	static Prompt of(ManholeSession session, Engine engine) {
		return new Prompt(session, engine);
	}

	private static Map<String, String> commands() {
		Map<String, String> commands = new LinkedHashMap<>();
		commands.put("/doc", "what there is at the end of some source: /doc context.getBean(");
		commands.put("/exit", "leave, as ^D does");
		commands.put("/help", "this");
		commands.put("/imports", "what is imported");
		commands.put("/list", "what was evaluated");
		commands.put("/reset", "forget what was declared");
		commands.put("/vars", "the variables");
		commands.put("/who", "who is inside");
		return commands;
	}

	/**
	 * Reads until there is no more, or the session is over.
	 * @throws IOException if the terminal fails
	 */
	void run() throws IOException {
		show("Java " + Runtime.version().feature()
				+ " in the running application, without a net: everything is audited.", FAINT);
		show("context, env, out, bean(...), beans(\"pattern\") and names of beans are there. /help tells more.", FAINT);
		boolean goesOn = true;
		while (goesOn && !this.session.isOver()) {
			goesOn = line();
		}
	}

	private boolean line() throws IOException {
		try {
			String typed = this.screen.readLine(this.source.isEmpty() ? coloured("java> ", GREEN) : "  ...> ");
			this.session.typed();
			if (typed == null) {
				return false;
			}
			if (this.source.isEmpty() && typed.startsWith("/") && !typed.startsWith("//") && !typed.startsWith("/*")) {
				return command(typed.strip());
			}
			this.source.append(typed).append('\n');
			if (this.source.length() > MAX_SOURCE || this.engine.isComplete(this.source.toString())) {
				evaluate();
			}
		}
		catch (UserInterruptException ex) {
			this.source.setLength(0);
		}
		return true;
	}

	private void evaluate() {
		String all = this.source.toString().strip();
		this.source.setLength(0);
		if (all.isEmpty()) {
			return;
		}
		if (all.length() > MAX_SOURCE) {
			show("Not evaluated: too long", RED);
			return;
		}
		try {
			this.session.evaluate(all, () -> evaluated(all));
		}
		catch (IOException | RuntimeException ex) {
			logger.error("Failed to audit the manhole", ex);
			show("Not evaluated, or no more to be: the audit fails", RED);
			this.session.end("The audit fails");
		}
	}

	private Map<String, Object> evaluated(String all) {
		MessageDigest digest = digest();
		Outcome.Kind[] kind = { Outcome.Kind.DONE };
		this.engine.evaluate(all, this.evaluator, (outcome) -> {
			kind[0] = outcome.kind();
			digest.update(outcome.text().getBytes(StandardCharsets.UTF_8));
			show(outcome);
		});
		return Map.of("kind", kind[0].name(), "sha256", HexFormat.of().formatHex(digest.digest()));
	}

	private static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void show(Outcome outcome) {
		if (outcome.kind() == Outcome.Kind.VALUE) {
			String type = (outcome.type() != null) ? coloured(" : " + outcome.type(), FAINT) : "";
			show(((outcome.name() != null) ? outcome.name() : "") + type + " = " + outcome.text(), "");
		}
		else if (!outcome.text().isEmpty()) {
			show(outcome.text(), RED);
		}
	}

	private boolean command(String line) {
		String name = line.split("\\s", 2)[0];
		String rest = line.substring(name.length()).strip();
		switch (name) {
			case "/exit":
				return false;
			case "/help":
				COMMANDS.forEach((each, text) -> show("%-10s%s".formatted(each, text), ""));
				break;
			case "/vars":
				showAll(this.engine.variables());
				break;
			case "/imports":
				showAll(this.engine.imports());
				break;
			case "/list":
				showAll(this.engine.snippets());
				break;
			case "/doc":
				showAll(this.engine.documentation(rest, rest.length()));
				break;
			case "/who":
				showAll(this.session.manhole()
					.sessions()
					.stream()
					.map((one) -> one.user() + " " + one.since())
					.toList());
				break;
			case "/reset":
				this.engine.reset();
				break;
			default:
				show("There is no " + name.replaceAll("\\p{Cntrl}", "?") + "; /help tells what there is", RED);
		}
		return true;
	}

	private void showAll(List<String> lines) {
		lines.forEach((line) -> show(line, ""));
	}

	private void show(String text, String colour) {
		this.writer.println(colour.isEmpty() ? text : coloured(text, colour));
		this.writer.flush();
	}

	private String coloured(String text, String colour) {
		return this.screen.isColoured() ? colour + text + PLAIN : text;
	}

	private void stop() {
		this.engine.stop(this.evaluator);
	}

	/** Stops what is evaluated, and reads no more. */
	void end() {
		stop();
		this.screen.close();
	}

	@Override
	public void close() {
		this.screen.close();
	}

}
