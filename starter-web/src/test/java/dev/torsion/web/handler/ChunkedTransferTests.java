package dev.torsion.web.handler;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import dev.torsion.web.TestServer;
import dev.torsion.web.WebMount;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the kernel cannot send a file by itself.
 */
class ChunkedTransferTests {

	private static final int SIZE = 1024 * 1024;

	private static CountingTree tree = new CountingTree(SIZE);

	@Test
	void readsAMebibyteInFewPiecesOverHttp2() throws Exception {
		try (TestServer server = TestServer.start(Mount.class, "server.http2.enabled=true")) {
			HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build();
			check(client, "http://localhost:" + server.port() + "/files/large.bin", Version.HTTP_2);
		}
	}

	@Test
	void readsAMebibyteInFewPiecesOverTls(@TempDir Path directory) throws Exception {
		X509Bundle bundle = new CertificateBuilder().subject("CN=localhost")
			.addSanDnsName("localhost")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		Path certificate = Files.writeString(directory.resolve("tls.crt"), bundle.getCertificatePEM());
		Path key = Files.writeString(directory.resolve("tls.key"), bundle.getPrivateKeyPEM());
		for (boolean http2 : new boolean[] { false, true }) {
			try (TestServer server = TestServer.start(Mount.class, "server.http2.enabled=" + http2,
					"spring.ssl.bundle.pem.web.keystore.certificate=" + certificate.toUri(),
					"spring.ssl.bundle.pem.web.keystore.private-key=" + key.toUri(), "server.ssl.bundle=web")) {
				HttpClient client = HttpClient.newBuilder().sslContext(trusting(bundle.getCertificate())).build();
				check(client, "https://localhost:" + server.port() + "/files/large.bin",
						http2 ? Version.HTTP_2 : Version.HTTP_1_1);
			}
		}
	}

	@Test
	void readsFilesThatAreNoneOfTheFileSystemInChunks() throws Exception {
		try (TestServer server = TestServer.start(Mount.class)) {
			check(HttpClient.newHttpClient(), "http://localhost:" + server.port() + "/files/large.bin",
					Version.HTTP_1_1);
		}
	}

	private static void check(HttpClient client, String url, Version version) throws Exception {
		tree.reads.set(0);
		tree.readers.clear();
		HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(URI.create(url)).build(),
				BodyHandlers.ofByteArray());
		assertThat(response.version()).isEqualTo(version);
		assertThat(response.body()).hasSize(SIZE);
		for (int i = 0; i < SIZE; i += 997) {
			assertThat(response.body()[i]).isEqualTo((byte) i);
		}
		assertThat(tree.reads.get()).isBetween(16, 64);
		assertThat(tree.readers).noneMatch((thread) -> thread.contains("epoll") || thread.contains("nio"));
	}

	private static SSLContext trusting(X509Certificate certificate) throws Exception {
		KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
		store.load(null, null);
		store.setCertificateEntry("server", certificate);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), new SecureRandom());
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	static class Mount {

		@Bean
		WebMount counted() {
			return WebMount.of("/files", tree);
		}

	}

}
