package dev.torsion.conch.auth;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.torsion.conch.SshLogin;
import dev.torsion.conch.auth.key.KeyAlgorithm;
import dev.torsion.conch.auth.key.KeyRules;
import dev.torsion.conch.auth.key.RevokedKeys;
import dev.torsion.conch.auth.key.TestCertificate;
import dev.torsion.conch.auth.key.TestKey;
import dev.torsion.conch.auth.wire.SshReader;
import dev.torsion.conch.auth.wire.SshWriter;
import dev.torsion.cred.CheckerPortal;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.net.test.VirtualEventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * A client that does what the test says, without a connection, in virtual time. What it
 * is told is kept as one line each.
 */
public final class ScriptedPeer implements AuthPeer {

	static final byte[] SESSION = "identifier of the session".getBytes();

	static final byte[] HOST = "key of the host".getBytes();

	final VirtualEventLoop loop = new VirtualEventLoop();

	final List<String> told = new ArrayList<>();

	final CheckerPortal portal;

	private final UserAuthentication authentication;

	private @Nullable SshLogin login;

	private @Nullable Login<?> held;

	int failures;

	@Nullable KeyAlgorithm forbidden;

	String user = "alice";

	private InetSocketAddress address = new InetSocketAddress("192.0.2.7", 50_000);

	private boolean disconnected;

	public ScriptedPeer(Accounting accounting, String methods) {
		this(accounting, methods, "", RevokedKeys.NONE);
	}

	ScriptedPeer(Accounting accounting, String methods, String banner, RevokedKeys revoked) {
		this.portal = accounting.portal(this.loop);
		AuthMethods all = methods.isEmpty() ? AuthMethods.any(this.portal) : AuthMethods.parse(methods);
		KeyRules rules = new KeyRules("LANG"::equals, revoked, accounting.clock);
		this.authentication = new UserAuthentication(this, this.portal,
				new AuthSettings(all, 6, Duration.ofSeconds(1), banner), Map.of("publickey", new PublicKeyMethod(rules),
						"password", new PasswordMethod(), "keyboard-interactive", new InteractiveMethod()));
	}

	ScriptedPeer from(String address) {
		this.address = new InetSocketAddress(address, 50_000);
		return this;
	}

	ScriptedPeer as(String user) {
		this.user = user;
		return this;
	}

	public ScriptedPeer sends(byte[] packet) {
		this.loop.execute(() -> this.authentication.received(packet));
		return this;
	}

	ScriptedPeer gone() {
		this.loop.execute(this.authentication::end);
		return this;
	}

	public ScriptedPeer waits() {
		this.loop.advance(Duration.ofSeconds(1));
		return this;
	}

	ScriptedPeer none() {
		return request("none", (body) -> {
		});
	}

	ScriptedPeer password(String password) {
		return request("password", (body) -> body.flag(false).string(password));
	}

	ScriptedPeer interactive() {
		return request("keyboard-interactive", (body) -> body.string("").string(""));
	}

	ScriptedPeer replies(String... replies) {
		SshWriter packet = new SshWriter().number8(61).number32(replies.length);
		for (String reply : replies) {
			packet.string(reply);
		}
		return sends(packet.bytes());
	}

	ScriptedPeer probes(TestKey key) {
		String algorithm = new SshReader(key.blob()).text();
		return request("publickey", (body) -> body.flag(false).string(algorithm).string(key.blob()));
	}

	ScriptedPeer signs(TestKey key) {
		return signs(key, new SshReader(key.blob()).text());
	}

	ScriptedPeer signs(TestKey key, String algorithm) {
		return signs(key, algorithm, algorithm, key.blob());
	}

	ScriptedPeer signs(TestKey key, TestCertificate certificate) {
		return signs(key, certificate.type(), new SshReader(key.blob()).text(), certificate.bytes());
	}

	ScriptedPeer signs(TestKey key, String algorithm, String signature, byte[] blob) {
		byte[] request = header("publickey").flag(true).string(algorithm).string(blob).bytes();
		return sends(new SshWriter().raw(request).string(key.sign(signature, signed(request))).bytes());
	}

	ScriptedPeer signsBound(TestKey key, byte[] host) {
		byte[] request = header("publickey-hostbound-v00@openssh.com").flag(true)
			.string("ssh-ed25519")
			.string(key.blob())
			.string(host)
			.bytes();
		return sends(new SshWriter().raw(request).string(key.sign("ssh-ed25519", signed(request))).bytes());
	}

	byte[] signed(byte[] request) {
		return new SshWriter().string(SESSION).raw(request).bytes();
	}

	SshWriter header(String method) {
		return new SshWriter().number8(50).string(this.user).string("ssh-connection").string(method);
	}

	private ScriptedPeer request(String method, Consumer<SshWriter> body) {
		SshWriter packet = header(method);
		body.accept(packet);
		return sends(packet.bytes());
	}

	/** Takes what it was told. */
	public List<String> hears() {
		List<String> heard = List.copyOf(this.told);
		this.told.clear();
		return heard;
	}

	@Override
	public void send(byte[] packet) {
		SshReader reader = new SshReader(packet);
		this.told.add(switch (reader.number8()) {
			case 51 -> {
				String methods = reader.text();
				yield (reader.flag() ? "partial " : "failure ") + methods;
			}
			case 53 -> "banner " + reader.text();
			case 60 -> {
				String first = reader.text();
				if (!first.isEmpty()) {
					yield "ok " + first;
				}
				reader.string();
				reader.string();
				reader.number32();
				yield "asked " + reader.text();
			}
			default -> "?";
		});
	}

	@Override
	public void disconnect(int reason, String text) {
		this.disconnected = true;
		this.told.add("disconnected " + reason);
	}

	@Override
	public void succeed(String service, SshLogin login, Login<?> held) {
		this.login = login;
		this.held = held;
		this.told.add("success " + login.name());
	}

	@Override
	public LoginContext context() {
		return new LoginContext("ssh", this.address, null, true, null, (type) -> null, () -> this.disconnected = true);
	}

	boolean isLoggedIn() {
		return this.login != null;
	}

	SshLogin login() {
		return Objects.requireNonNull(this.login, "Nobody has logged in");
	}

	Login<?> held() {
		return Objects.requireNonNull(this.held, "Nobody has logged in");
	}

	boolean isDisconnected() {
		return this.disconnected;
	}

	@Override
	public byte[] sessionId() {
		return SESSION;
	}

	@Override
	public byte[] hostKey() {
		return HOST;
	}

	@Override
	public boolean allows(KeyAlgorithm algorithm) {
		return algorithm != this.forbidden;
	}

	@Override
	public Scheduler scheduler() {
		return this.loop.scheduler();
	}

	@Override
	public void failed() {
		this.failures++;
	}

}
