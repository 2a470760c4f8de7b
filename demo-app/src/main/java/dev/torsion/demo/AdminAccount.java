package dev.torsion.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

import dev.torsion.files.DataFolder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/**
 * The account of the demo. Its password is made up and shown once, when there is none
 * yet; what is kept is a hash of it.
 */
@Configuration(proxyBeanMethods = false)
class AdminAccount {

	static final String NAME = "admin";

	static final String FILE = "admin.password";

	private static final Log logger = LogFactory.getLog(AdminAccount.class);

	@Bean
	MapReactiveUserDetailsService users(DataFolder data) throws IOException {
		String hash = hash(data);
		return new MapReactiveUserDetailsService(User.withUsername(NAME).password(hash).roles("ADMIN").build());
	}

	private static String hash(DataFolder data) throws IOException {
		Path file = data.resolve(FILE);
		if (Files.exists(file)) {
			return Files.readString(file).strip();
		}
		String password = password();
		String hash = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(password);
		data.write(FILE, hash);
		logger.warn("Log in as '%s' with the password '%s'. It is not shown again; delete %s to get another."
			.formatted(NAME, password, file));
		return hash;
	}

	private static String password() {
		byte[] random = new byte[15];
		new SecureRandom().nextBytes(random);
		return Base64.getUrlEncoder().encodeToString(random);
	}

}
