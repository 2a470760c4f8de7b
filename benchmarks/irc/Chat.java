import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** An application that is nothing but the words starter. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Chat {

	public static void main(String[] arguments) {
		SpringApplication.run(Chat.class, arguments);
	}

}
