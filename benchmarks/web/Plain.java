import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application that is nothing but what its class path brings.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Plain {

	public static void main(String[] arguments) {
		SpringApplication.run(Plain.class, arguments);
	}

}
