package dev.torsion.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Every starter in one application.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class DemoApplication {

	/**
	 * Starts the application.
	 * @param arguments properties as {@code --name=value}
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(DemoApplication.class, arguments);
	}

}
