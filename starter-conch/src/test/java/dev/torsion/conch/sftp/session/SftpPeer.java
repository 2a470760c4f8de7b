package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.torsion.conch.files.FileAccess;
import dev.torsion.conch.files.FileAccesses;
import dev.torsion.conch.files.FileEvent;
import dev.torsion.conch.sftp.session.extensions.StandardExtensions;
import dev.torsion.conch.sftp.session.requests.StandardRequests;
import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketReader;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.PacketWriter;
import dev.torsion.conch.sftp.wire.StatusCode;
import dev.torsion.conch.test.RecordingSession;
import dev.torsion.files.WritableJail;
import dev.torsion.files.WritableTree;
import dev.torsion.net.EventLoop;
import dev.torsion.net.test.VirtualEventLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A client that says exactly what it is told to, and the server it talks to, without SSH.
 */
public final class SftpPeer {

	static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);

	static final SftpSettings SETTINGS = new SftpSettings(4, 4, 022);

	public final RecordingSession channel = RecordingSession.of("");

	private List<FileEvent> events = List.of();

	/** Completes when the program has ended. */
	final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

	private final Map<Integer, Answer> answers = new LinkedHashMap<>();

	private final ByteBuf unread = Unpooled.buffer();

	private ByteBuf batch = Unpooled.buffer();

	private int id = 10;

	private SftpPeer() {
	}

	/** What the application was told. */
	public List<FileEvent> events() {
		return this.events;
	}

	/** Talks to a server of the files in a folder; INIT has been said and answered. */
	public static SftpPeer of(Path root) throws IOException {
		return of(new WritableJail(root));
	}

	public static SftpPeer of(WritableTree tree) {
		return of(tree, SETTINGS, new VirtualEventLoop()).begun();
	}

	public static SftpPeer of(WritableTree tree, SftpSettings settings, EventLoop loop) {
		List<FileEvent> events = new CopyOnWriteArrayList<>();
		SftpPeer peer = of((login) -> new FileAccess(login.name(), tree, (event) -> events.add((FileEvent) event)),
				settings, loop);
		peer.events = events;
		return peer;
	}

	static SftpPeer of(FileAccesses files, SftpSettings settings, EventLoop loop) {
		SftpPeer peer = new SftpPeer();
		SftpSubsystem subsystem = new SftpSubsystem(files, settings, StandardRequests.all(StandardExtensions.all()),
				loop, CLOCK);
		peer.channel.run((session) -> subsystem.run(session).doFinally((signal) -> peer.ended.complete(null)));
		return peer;
	}

	SftpPeer begun() {
		init();
		sendAll();
		take(3);
		return this;
	}

	/** INIT, whose version is where others have their number. */
	void init() {
		new PacketWriter(this.batch, PacketType.INIT).u32(3).end();
	}

	/** Adds a request to those that are sent together. */
	public int add(int type, Consumer<PacketWriter> fields) {
		int number = ++this.id;
		PacketWriter out = new PacketWriter(this.batch, type).u32(number);
		fields.accept(out);
		out.end();
		return number;
	}

	/** What has been added. */
	byte[] batch() {
		byte[] bytes = ByteBufUtil.getBytes(this.batch);
		this.batch = Unpooled.buffer();
		return bytes;
	}

	public void sendAll() {
		this.channel.send(batch());
	}

	/** Asks for one thing, and returns the answer. */
	public Answer ask(int type, Consumer<PacketWriter> fields) {
		int number = add(type, fields);
		sendAll();
		return take(number);
	}

	public Answer extended(String name, Consumer<PacketWriter> fields) {
		return ask(PacketType.EXTENDED, (out) -> fields.accept(out.text(name)));
	}

	public Answer ask(int type, String path) {
		return ask(type, (out) -> out.text(path));
	}

	/** Opens a file, with flags of section 6.3. */
	public ByteBuf open(String path, int flags) {
		Answer answer = ask(PacketType.OPEN, (out) -> Attributes.NONE.write(out.text(path).u32(flags)));
		return answer.handle();
	}

	public Answer write(ByteBuf handle, long offset, String text) {
		return ask(PacketType.WRITE, (out) -> out.bytes(handle).u64(offset).text(text));
	}

	public Answer read(ByteBuf handle, long offset, int length) {
		return ask(PacketType.READ, (out) -> out.bytes(handle).u64(offset).u32(length));
	}

	public Answer close(ByteBuf handle) {
		return ask(PacketType.CLOSE, (out) -> out.bytes(handle));
	}

	/** Takes the answer to a request. */
	public Answer take(int number) {
		readAnswers();
		Answer answer = this.answers.remove(number);
		if (answer == null) {
			throw new AssertionError("No answer to " + number + ", but to " + this.answers.keySet());
		}
		return answer;
	}

	/** The requests whose answers were not taken, in the order of the answers. */
	List<Integer> order() {
		readAnswers();
		return List.copyOf(this.answers.keySet());
	}

	public boolean hasAnswer(int number) {
		readAnswers();
		return this.answers.containsKey(number);
	}

	private void readAnswers() {
		this.unread.writeBytes(this.channel.takeOutputBytes());
		while (this.unread.readableBytes() >= 4
				&& this.unread.readableBytes() >= 4 + this.unread.getInt(this.unread.readerIndex())) {
			ByteBuf packet = this.unread.readSlice(4 + this.unread.getInt(this.unread.readerIndex())).skipBytes(4);
			int type = packet.readUnsignedByte();
			this.answers.put(packet.readInt(), new Answer(type, packet));
		}
	}

	/** How many answers have not been taken. */
	public int answered() {
		readAnswers();
		if (this.unread.isReadable()) {
			throw new IllegalStateException("A packet is not whole");
		}
		return this.answers.size();
	}

	/**
	 * The types of the answers that have not been taken, and what they say of success.
	 */
	public String kinds() {
		answered();
		StringBuilder kinds = new StringBuilder();
		this.answers.forEach((number, answer) -> kinds.append(number)
			.append('=')
			.append((answer.type() == PacketType.STATUS) ? StatusCode.values()[answer.status()] : answer.type())
			.append(' '));
		return kinds.toString();
	}

	/** Whether nothing but whole answers was received, and all were asked for. */
	public boolean isQuiet() {
		readAnswers();
		return this.answers.isEmpty() && !this.unread.isReadable();
	}

	/**
	 * An answer, behind its number.
	 */
	public record Answer(int type, ByteBuf rest) {

		public PacketReader in() {
			return new PacketReader(this.rest.duplicate());
		}

		/** The status, 0 to 8. */
		public int status() {
			expect(PacketType.STATUS);
			return in().u32();
		}

		String message() {
			expect(PacketType.STATUS);
			PacketReader in = in();
			in.u32();
			return in.text();
		}

		public ByteBuf handle() {
			expect(PacketType.HANDLE);
			return in().bytes();
		}

		public String data() {
			expect(PacketType.DATA);
			return in().bytes().toString(StandardCharsets.UTF_8);
		}

		public Attributes attributes() {
			expect(PacketType.ATTRS);
			return Attributes.read(in());
		}

		/** Names, and the lines that show them. */
		public Map<String, String> names() {
			expect(PacketType.NAME);
			PacketReader in = in();
			Map<String, String> names = new LinkedHashMap<>();
			for (int count = in.u32(); count > 0; count--) {
				names.put(in.text(), in.text());
				Attributes.read(in);
			}
			return names;
		}

		private void expect(int expected) {
			if (this.type != expected) {
				throw new AssertionError("Packet of type " + this.type + ": " + ByteBufUtil.prettyHexDump(this.rest));
			}
		}

	}

}
