package dev.torsion.conch.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.torsion.conch.auth.key.TrustedAuthorities;
import dev.torsion.cred.account.Secret;
import dev.torsion.interop.Interop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins of OpenSSH's client, with keys and certificates of its own, and of Paramiko.
 */
@Timeout(120)
@Interop({ "ssh", "ssh-keygen" })
class RealClientLoginTests {

	private static final int REFUSED = 255;

	@TempDir
	private Path folder;

	private final Accounting accounting = new Accounting();

	private @Nullable AuthServer server;

	RealClientLoginTests() {
		this.accounting.clock = Clock.systemUTC();
	}

	@AfterEach
	void stop() throws IOException {
		if (this.server != null) {
			this.server.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ed25519", "ecdsa", "rsa" })
	void logsInByKey(String type) throws Exception {
		Secret.PublicKey key = generate(type, "key");
		this.accounting.account("alice", Secret.PublicKey.parse("no-pty " + key.line()));
		Result result = start("").ssh("key");
		assertThat(result.output()).contains("key=" + key.label(), "pty=false", "Username=alice").contains("Welcome");
		assertThat(result.status()).isZero();
	}

	@Test
	void bindsTheSignatureToTheKeyOfTheHost() throws Exception {
		this.accounting.account("alice", generate("ed25519", "key"));
		assertThat(start("").ssh("key", "-vvv").output()).contains("publickey-hostbound@openssh.com=<0>",
				"using publickey-hostbound-v00@openssh.com");
	}

	@Test
	void publicKeyAloneIsNoLogin() throws Exception {
		this.accounting.account("alice", generate("ed25519", "key"));
		generate("ed25519", "other");
		Files.copy(this.folder.resolve("key.pub"), this.folder.resolve("other.pub"),
				StandardCopyOption.REPLACE_EXISTING);
		Result result = start("publickey").ssh("other");
		assertThat(result.status()).isEqualTo(REFUSED);
		assertThat(result.output()).contains("Permission denied (publickey)");
	}

	@Test
	void refusesAKeyOfAnotherAccount() throws Exception {
		this.accounting.account("alice").account("bob", generate("ed25519", "key"));
		assertThat(start("publickey").ssh("key").status()).isEqualTo(REFUSED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ed25519", "ecdsa", "rsa" })
	void logsInByCertificate(String type) throws Exception {
		Secret.PublicKey authority = generate("rsa", "ca");
		generate(type, "key");
		certify("-n", "alice,bob", "-O", "clear", "-O", "permit-pty", "-O", "force-command=date", "-O",
				"source-address=127.0.0.0/8", "-V", "-1h:+1h", "-z", "42");
		this.accounting.account("alice").sources.add(new TrustedAuthorities(() -> List.of(authority)));
		Result result = start("").ssh("key");
		assertThat(result.output()).contains("certificate 'of alice', serial 42, of " + authority.label(),
				"forcedCommand=date", "pty=true", "forwarding=false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-n bob", "-n alice -V -2h:-1h", "-n alice -V +1h:+2h",
			"-n alice -O source-address=192.0.2.0/24", "-n alice -O critical:x@example.com=y", "-h -n alice" })
	void refusesCertificatesThatDoNotHold(String options) throws Exception {
		Secret.PublicKey authority = generate("ed25519", "ca");
		generate("ed25519", "key");
		certify(options.split(" "));
		this.accounting.account("alice").sources.add(new TrustedAuthorities(() -> List.of(authority)));
		assertThat(start("publickey").ssh("key").status()).isEqualTo(REFUSED);
	}

	@Test
	void logsInByKeyAndPassword() throws Exception {
		Secret.PublicKey key = generate("ed25519", "key");
		this.accounting.account("alice", key, new Secret.Password("sesame"));
		Result result = start("publickey,password").ssh("key", "-v", "-o", "BatchMode=no");
		assertThat(result.output()).contains("Authenticated using \"publickey\" with partial success",
				"key=" + key.label());
	}

	@Test
	void logsInByPasswordOverKeyboardInteractive() throws Exception {
		this.accounting.account("alice", new Secret.Password("sesame"));
		Result result = start("keyboard-interactive").ssh("key", "-o", "BatchMode=no");
		assertThat(result.output()).contains("key=null", "Username=alice");
	}

	@Test
	void provesTwoKeys() throws Exception {
		Secret.PublicKey first = generate("ed25519", "key");
		Secret.PublicKey second = generate("ed25519", "second");
		this.accounting.account("alice", first, second);
		start("publickey,publickey");
		assertThat(ssh("key").status()).isEqualTo(REFUSED);
		assertThat(ssh("key", "-i", this.folder.resolve("second").toString()).output())
			.contains("key=" + second.label());
	}

	@Interop("python3")
	@Test
	void paramikoLogsInByKeyAndOneTimeCodeOnce() throws Exception {
		Secret.PublicKey key = generate("ed25519", "key");
		this.accounting.clock = Clock.fixed(Instant.ofEpochSecond(1111111109), ZoneOffset.UTC);
		this.accounting.account("alice", key,
				Secret.Totp.parse("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8"));
		start("publickey,keyboard-interactive");
		assertThat(paramiko("07081804").output()).contains("('keyboard-interactive',)", "Verification code: ", "in");
		assertThat(paramiko("07081804").output()).contains("Authentication failed");
	}

	/** Session fixation: another request for the service does not begin anew. */
	@Interop("python3")
	@Test
	void serviceThatIsAskedForAgainRemembersTheFailures() throws Exception {
		this.accounting.account("alice", new Secret.Password("sesame"));
		start("password");
		Path script = Files.writeString(this.folder.resolve("client.py"), """
				import paramiko, sys
				transport = paramiko.Transport(('127.0.0.1', int(sys.argv[1])))
				transport.connect()
				tried = 0
				try:
				    while tried < 20:
				        tried += 1
				        try:
				            transport.auth_password('alice', 'wrong', fallback=False)
				        except paramiko.BadAuthenticationType:
				            raise
				        except paramiko.AuthenticationException:
				            if not transport.is_active():
				                break
				except Exception as failure:
				    print(type(failure))
				print('tried', tried)
				transport.close()
				""");
		assertThat(run(List.of("/usr/bin/python3", script.toString(), String.valueOf(server().port()))).output())
			.contains("tried 6");
	}

	private Result paramiko(String code) throws Exception {
		Path script = Files.writeString(this.folder.resolve("client.py"), """
				import paramiko, sys
				transport = paramiko.Transport(('127.0.0.1', int(sys.argv[1])))
				transport.connect()
				key = paramiko.Ed25519Key.from_private_key_file(sys.argv[2])
				print(tuple(transport.auth_publickey('alice', key)))
				def answer(title, instructions, prompts):
				    print(prompts)
				    return [sys.argv[3] for prompt in prompts]
				try:
				    transport.auth_interactive('alice', answer)
				    print('in' if transport.is_authenticated() else 'out')
				except paramiko.AuthenticationException as failure:
				    print(failure)
				transport.close()
				""");
		return run(List.of("/usr/bin/python3", script.toString(), String.valueOf(server().port()),
				this.folder.resolve("key").toString(), code));
	}

	private RealClientLoginTests start(String methods) throws Exception {
		this.server = new AuthServer(this.accounting, methods);
		return this;
	}

	private AuthServer server() {
		AuthServer started = this.server;
		if (started == null) {
			throw new IllegalStateException("Not started");
		}
		return started;
	}

	private Secret.PublicKey generate(String type, String name) throws Exception {
		Path file = this.folder.resolve(name);
		assertThat(run(List.of("ssh-keygen", "-q", "-t", type, "-N", "", "-f", file.toString())).status()).isZero();
		return Secret.PublicKey.parse(Files.readString(this.folder.resolve(name + ".pub")).strip());
	}

	private void certify(String... options) throws Exception {
		List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-s", this.folder.resolve("ca").toString()));
		command.addAll(List.of("-I", "of alice"));
		command.addAll(List.of(options));
		command.add(this.folder.resolve("key.pub").toString());
		Result result = run(command);
		assertThat(result.status()).as(result.output()).isZero();
	}

	private Result ssh(String key, String... options) throws Exception {
		List<String> command = new ArrayList<>(List.of("ssh", "-F", "none", "-T", "-p", String.valueOf(server().port()),
				"-i", this.folder.resolve(key).toString()));
		command.addAll(List.of(options));
		for (String option : List.of("BatchMode=yes", "IdentitiesOnly=yes", "IdentityAgent=none",
				"StrictHostKeyChecking=no", "UserKnownHostsFile=" + this.folder.resolve("known"))) {
			command.addAll(List.of("-o", option));
		}
		command.addAll(List.of("alice@127.0.0.1", "whoami"));
		return run(command);
	}

	private Result run(List<String> command) throws Exception {
		Path ask = Files.writeString(this.folder.resolve("askpass"), "#!/bin/sh\necho sesame\n");
		Files.setPosixFilePermissions(ask, PosixFilePermissions.fromString("rwx------"));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(Map.of("SSH_ASKPASS", ask.toString(), "SSH_ASKPASS_REQUIRE", "force"));
		Process process = builder.start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new Result(process.exitValue(), output);
	}

	private record Result(int status, String output) {

	}

}
