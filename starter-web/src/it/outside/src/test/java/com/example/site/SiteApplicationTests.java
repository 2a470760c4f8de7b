package com.example.site;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SiteApplicationTests {

	@Test
	void servesItsFiles(@Value("${local.server.port}") int port) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/")).build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
		assertThat(response.body()).isEqualTo("<h1>It works</h1>\n");
	}

	@Test
	void carriesNoDatabaseDriver() {
		assertThat(classPath()).isNotEmpty()
			.noneMatch((jar) -> jar.matches("(r2dbc|h2-|postgresql|mysql|mariadb|ojdbc|hsqldb|derby|sqlite).*"));
		assertThat(ServiceLoader.load(Driver.class)).isEmpty();
		assertThat(getClass().getClassLoader().getResource("META-INF/services/io.r2dbc.spi.ConnectionFactoryProvider"))
			.isNull();
	}

	private static Stream<String> classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).getFileName().toString());
	}

}
