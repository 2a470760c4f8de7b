import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** An application that is nothing but the mail starter. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Mail {

	public static void main(String[] arguments) {
		SpringApplication.run(Mail.class, arguments);
	}

}
